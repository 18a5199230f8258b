"""What the packaged ``gouji-cli`` starts."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # before the imports: a worker needs none of them
    from core.__main__ import main

    sys.exit(main())
