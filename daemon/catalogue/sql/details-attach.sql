-- Makes the file of the details, which is there already, known by a name.
ATTACH DATABASE :path AS beside;
