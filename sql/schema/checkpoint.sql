-- purpose: what was committed lies in the one file, no log beside it
CHECKPOINT;
