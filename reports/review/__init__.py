"""The review page: the queue, a claim with all that the report says of it, and the decision.

The only place where FastAPI, Starlette and uvicorn are used. Pages are plain forms; the script only
adds keys. `gate` guards every request, `sessions` says who it is, `application` answers.
"""
