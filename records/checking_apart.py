"""The process in which a strange PDF is read: a file on its input, what its seal proves on its output.

It knows no database and no secret. What it may use is limited before anything is read.
"""

import json
import resource
import sys


def main(seal_folder: str, memory: str, seconds: str) -> None:
    """Read the file and tell. Whatever goes wrong ends this process only."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    from django.conf import settings

    settings.configure(SEAL_DIR=seal_folder, TIME_ZONE="America/Denver", USE_TZ=True, USE_I18N=False)
    from records.seal import check

    report = check(sys.stdin.buffer.read())
    told = {
        "sealed": report.sealed,
        "intact": report.intact,
        "trusted": report.trusted,
        "covers_whole_file": report.covers_whole_file,
        "signer": report.signer,
        "words": report.words,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
