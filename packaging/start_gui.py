"""What the packaged ``gouji`` starts."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # before the imports: a worker needs none of them
    from gui.__main__ import main

    sys.exit(main())
