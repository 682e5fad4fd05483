-- Frees what a writer does not need while it has nothing to do: temporary tables and cached pages.
PRAGMA temp_store = MEMORY;
PRAGMA temp_store = FILE;
PRAGMA shrink_memory;
