"""The health check of the container: code 0 if the site answers at all, whatever it says."""

import http.client
import sys

connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=8)
try:
    connection.request("GET", "/healthz")
    connection.getresponse()
except (OSError, http.client.HTTPException) as trouble:
    sys.exit(f"The site does not answer: {trouble}")
