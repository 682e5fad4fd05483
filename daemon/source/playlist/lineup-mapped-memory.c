/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-mapped-memory.h"

#include <sys/mman.h>
#include <unistd.h>

/* Pages that are only in part of it may be somebody else's. */
void
lineup_mapped_memory_release (gconstpointer data, gsize length)
{
  const gsize page = (gsize)sysconf (_SC_PAGESIZE);
  const gsize skipped = (page - (guintptr)data % page) % page;

  if (length > skipped)
    madvise ((char *)data + skipped, (length - skipped) / page * page, MADV_DONTNEED);
}

void
lineup_mapped_memory_pass (gconstpointer array, gsize size, gsize index)
{
  const gsize step = LINEUP_MAPPED_MEMORY_STEP / size;

  if (index >= step && index % step == 0)
    lineup_mapped_memory_release ((const char *)array + (index - step) * size, step * size);
}
