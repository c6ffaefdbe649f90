"""What we tell: findings, charts and pages."""
