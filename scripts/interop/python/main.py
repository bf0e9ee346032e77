import importlib
import os
import sys

verify = importlib.import_module(sys.argv[1]).verify
print(verify(sys.argv[2], os.environ["ISSUER"], os.environ["AUDIENCE"])["sub"])
