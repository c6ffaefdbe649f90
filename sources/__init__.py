"""What others say: the World Bank, the United Nations, country groups, and the paper itself."""
