/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-id-index-private.h"

#include <sys/mman.h>

/* Ids are hashed by a product with this odd number, of which the upper bits are well mixed. */
#define MIX G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

#define NONE G_MAXUINT

struct _LineupIdIndex
{
  gatomicrefcount references;
  GMappedFile *file; /* (owned) (nullable): which @ids lie in */
  gint64 *own;       /* (owned) (nullable): which @ids are otherwise */
  const gint64 *ids; /* (unowned) (array length=n_known): little-endian */
  guint8 *kinds;     /* (owned) (nullable) (array length=n_known): where they are several */
  LineupKind kind;   /* of all, where there are no @kinds */
  guint n_known;
  guint n;
};

static LineupIdIndex *
index_new (guint n, LineupKind kind)
{
  LineupIdIndex *self = g_new0 (LineupIdIndex, 1);

  g_atomic_ref_count_init (&self->references);
  self->n = n;
  self->kind = kind;
  return self;
}

LineupIdIndex *
lineup_id_index_new_for_file (int fd, guint n, LineupKind kind, GError **error)
{
  g_autoptr (LineupIdIndex) self = index_new (n, kind);

  if (n == 0)
    return g_steal_pointer (&self);
  self->file = g_mapped_file_new_from_fd (fd, FALSE, error);
  if (self->file == NULL)
    return NULL;
  if (g_mapped_file_get_length (self->file) < (gsize)n * sizeof (gint64))
    {
      g_set_error_literal (
          error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "The index is shorter than it says");
      return NULL;
    }
  self->ids = (const void *)g_mapped_file_get_contents (self->file); /* at a page's beginning */
  self->n_known = n;
  return g_steal_pointer (&self);
}

LineupIdIndex *
lineup_id_index_new_for_items (GVariant *items, guint n, LineupKind kind)
{
  gsize n_items = g_variant_n_children (items);
  LineupIdIndex *self = index_new (n, kind);
  gboolean several = FALSE;

  self->own = g_new (gint64, n_items);
  self->kinds = g_new (guint8, n_items);
  for (gsize i = 0; i < n_items; i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      const char *word = NULL;
      LineupKind found = kind;
      gint64 id = 0;

      if (!g_variant_lookup (item, "id", "x", &id))
        continue;
      if (g_variant_lookup (item, "kind", "&s", &word))
        lineup_kind_from_string (word, &found);
      several = several || found != kind;
      self->own[self->n_known] = GINT64_TO_LE (id);
      self->kinds[self->n_known++] = found;
    }
  self->ids = self->own;
  self->n = MAX (n, self->n_known);
  if (!several)
    g_clear_pointer (&self->kinds, g_free);
  return self;
}

LineupIdIndex *
lineup_id_index_ref (LineupIdIndex *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
lineup_id_index_unref (LineupIdIndex *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->file, g_mapped_file_unref);
  g_free (self->own);
  g_free (self->kinds);
  g_free (self);
}

guint
lineup_id_index_get_length (const LineupIdIndex *self)
{
  return self->n;
}

guint
lineup_id_index_get_n_known (const LineupIdIndex *self)
{
  return self->n_known;
}

gint64
lineup_id_index_look_up (const LineupIdIndex *self, guint position, LineupKind *kind)
{
  g_assert (position < self->n_known);

  *kind = self->kinds != NULL ? (LineupKind)self->kinds[position] : self->kind;
  return GINT64_FROM_LE (self->ids[position]);
}

static gboolean
is_same (const LineupIdIndex *one, guint i, const LineupIdIndex *other, guint j)
{
  LineupKind kind = LINEUP_KIND_CHANNELS, other_kind = LINEUP_KIND_CHANNELS;
  gint64 id = lineup_id_index_look_up (one, i, &kind);

  return lineup_id_index_look_up (other, j, &other_kind) == id && kind == other_kind;
}

/* A part of an index, from @begin to before @end. */
typedef struct
{
  const LineupIdIndex *index;
  guint begin;
  guint end;
} Part;

/* Where to begin to look for an id in a table of 1 << @bits places. */
static guint
get_place (const LineupIdIndex *index, guint position, guint bits)
{
  LineupKind kind = LINEUP_KIND_CHANNELS;
  guint64 id = lineup_id_index_look_up (index, position, &kind);

  return ((id ^ ((guint64)kind << 62)) * MIX) >> (64 - bits);
}

/* Returns: for each of @before its position in @after, or %NONE. A table holds positions alone, not
 * ids. */
static guint *
find_all (const Part *before, const Part *after)
{
  guint bits = MAX (g_bit_storage (2 * (gulong)(after->end - after->begin)), 3);
  guint mask = (1U << bits) - 1;
  g_autofree guint *table = g_new (guint, (gsize)mask + 1);
  guint *found = g_new (guint, before->end - before->begin);

  memset (table, 0xff, ((gsize)mask + 1) * sizeof *table);
  for (guint j = after->begin; j < after->end; j++)
    {
      guint place = get_place (after->index, j, bits);

      while (table[place] != NONE)
        place = (place + 1) & mask;
      table[place] = j;
    }
  for (guint i = before->begin; i < before->end; i++)
    {
      guint place = get_place (before->index, i, bits);

      while (table[place] != NONE && !is_same (before->index, i, after->index, table[place]))
        place = (place + 1) & mask;
      found[i - before->begin] = table[place];
    }
  return found;
}

/* Leaves of all positions the longest row of rising ones: what is not in it has moved. */
static void
keep_rising (guint *positions, guint n)
{
  g_autofree guint *ends = NULL;   /* index of the smallest end of a row of each length */
  g_autofree guint *before = NULL; /* index of what stands before each in its row */
  guint length = 0, last = NONE, i = 0;
  gboolean rising = TRUE;

  for (; i < n && rising; i++)
    {
      if (positions[i] == NONE)
        continue;
      rising = last == NONE || positions[i] > last;
      last = positions[i];
    }
  if (rising)
    return;

  ends = g_new (guint, n);
  before = g_new (guint, n);
  for (i = 0; i < n; i++)
    {
      guint low = 0, high = length;

      if (positions[i] == NONE)
        continue;
      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (positions[ends[middle]] < positions[i])
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? ends[low - 1] : NONE;
      ends[low] = i;
      length = MAX (length, low + 1);
    }
  last = ends[length - 1];
  for (i = n; i-- > 0;)
    {
      if (i == last)
        last = before[i];
      else
        positions[i] = NONE;
    }
}

static void
add_change (GArray *changes, guint old_position, guint removed, guint position, guint added)
{
  LineupIdChange change = { position, old_position, removed, added };

  if (removed > 0 || added > 0)
    g_array_append_val (changes, change);
}

GArray *
lineup_id_index_compare (const LineupIdIndex *before, const LineupIdIndex *after, guint max)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (LineupIdChange));
  g_autofree guint *positions = NULL;
  Part old = { before, 0, before->n };
  Part new = { after, 0, after->n };
  guint i = 0, j = 0;

  while (old.begin < MIN (before->n_known, after->n_known)
         && is_same (before, old.begin, after, old.begin))
    old.begin++;
  new.begin = old.begin;
  if (before->n_known == before->n && after->n_known == after->n)
    {
      while (old.end > old.begin && new.end > new.begin
             && is_same (before, old.end - 1, after, new.end - 1))
        {
          old.end--;
          new.end--;
        }
      if (old.begin < old.end && new.begin < new.end)
        positions = find_all (&old, &new);
    }
  if (positions == NULL)
    {
      add_change (changes, old.begin, old.end - old.begin, new.begin, new.end - new.begin);
      return g_steal_pointer (&changes);
    }

  keep_rising (positions, old.end - old.begin);
  j = new.begin;
  i = old.begin;
  for (guint k = old.begin; k < old.end; k++)
    {
      guint position = positions[k - old.begin];

      if (position == NONE)
        continue;
      add_change (changes, i, k - i, j, position - j);
      i = k + 1;
      j = position + 1;
    }
  add_change (changes, i, old.end - i, j, new.end - j);
  if (changes->len > max)
    {
      g_array_set_size (changes, 0);
      add_change (changes, old.begin, old.end - old.begin, new.begin, new.end - new.begin);
    }
  return g_steal_pointer (&changes);
}

/* What a thread compares. */
typedef struct
{
  LineupIdIndex *before; /* (owned) */
  LineupIdIndex *after;  /* (owned) */
  guint max;
} Comparison;

static void
comparison_free (gpointer data)
{
  Comparison *self = data;

  lineup_id_index_unref (self->before);
  lineup_id_index_unref (self->after);
  g_free (self);
}

static void
compare (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Comparison *self = task_data;

  g_task_return_pointer (task,
                         lineup_id_index_compare (self->before, self->after, self->max),
                         (GDestroyNotify)g_array_unref);
}

void
lineup_id_index_compare_async (gpointer source,
                               LineupIdIndex *before,
                               LineupIdIndex *after,
                               guint max,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  Comparison *comparison = g_new0 (Comparison, 1);

  comparison->before = lineup_id_index_ref (before);
  comparison->after = lineup_id_index_ref (after);
  comparison->max = max;
  g_task_set_source_tag (task, lineup_id_index_compare_async);
  g_task_set_task_data (task, comparison, comparison_free);
  g_task_run_in_thread (task, compare);
}

GArray *
lineup_id_index_compare_finish (GAsyncResult *result, LineupIdIndex **after)
{
  Comparison *comparison = g_task_get_task_data (G_TASK (result));

  *after = lineup_id_index_ref (comparison->after);
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
