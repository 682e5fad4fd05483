/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-list.h"

#include "lineup-compare.h"
#include "lineup-names.h"

struct _LineupLibraryList
{
  LineupLibraryListing listing;
  guint kinds; /* bits */
  gboolean gone;
  GArray *hits;       /* (owned) (element-type LineupLibraryHit) */
  LineupMarks *marks; /* (owned) */
};

static void
hit_clear (gpointer data)
{
  LineupLibraryHit *self = data;

  lineup_library_entry_unref (self->entry);
  g_clear_pointer (&self->series, lineup_library_entry_unref);
}

void
lineup_library_list_free (gpointer data)
{
  LineupLibraryList *self = data;

  g_array_unref (self->hits);
  lineup_marks_unref (self->marks);
  g_free (self);
}

/* Which entries are listed */

static gboolean
is_of_kinds (const LineupLibraryList *self, const LineupLibraryEntry *entry)
{
  guint kinds = 1U << entry->kind;

  if (entry->kind == LINEUP_KIND_EPISODES)
    kinds |= 1U << LINEUP_KIND_SERIES;
  return (self->kinds & kinds) != 0;
}

static gboolean
is_listed (const LineupLibraryList *self, const LineupLibraryEntry *entry)
{
  switch (self->listing)
    {
    case LINEUP_LIBRARY_FAVOURITES:
    case LINEUP_LIBRARY_LATEST_FAVOURITES:
      return entry->place != 0;
    case LINEUP_LIBRARY_CONTINUE:
      /* Of a series that was seen up to somewhere there may be a next episode. */
      return entry->resume > 0 || (entry->kind == LINEUP_KIND_EPISODES && entry->watched);
    case LINEUP_LIBRARY_HISTORY:
      /* A series was played where one of its episodes was. */
      return entry->played != 0 && entry->kind != LINEUP_KIND_SERIES
             && (entry->watched || entry->resume > 0 || entry->kind == LINEUP_KIND_CHANNELS);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
is_of_favourites (LineupLibraryListing listing)
{
  return listing == LINEUP_LIBRARY_FAVOURITES || listing == LINEUP_LIBRARY_LATEST_FAVOURITES;
}

gint64
lineup_library_list_get_when (const LineupLibraryList *self, const LineupLibraryHit *hit)
{
  return is_of_favourites (self->listing) ? hit->entry->favourite_when : hit->entry->played;
}

/* What was played last, and of a series that was seen at once its last episode. */
static int
compare_played (const LineupLibraryEntry *entry, const LineupLibraryEntry *other)
{
  if (entry->played != other->played)
    return lineup_compare_numbers (other->played, entry->played);
  if (entry->season != other->season)
    return lineup_compare_numbers (other->season, entry->season);
  if (entry->episode != other->episode)
    return lineup_compare_numbers (other->episode, entry->episode);
  return lineup_compare_numbers (other->number, entry->number);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const LineupLibraryHit *hit = a;
  const LineupLibraryHit *other = b;

  return compare_played (hit->entry, other->entry);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const LineupLibraryHit *hit = a;
  const LineupLibraryHit *other = b;

  if (hit->entry->kind != other->entry->kind)
    return (int)hit->entry->kind - (int)other->entry->kind;
  return lineup_compare_numbers (hit->entry->place, other->entry->place);
}

/* Of those of the same second the later ones are behind. */
static int
compare_favourites (gconstpointer a, gconstpointer b)
{
  const LineupLibraryHit *hit = a;
  const LineupLibraryHit *other = b;

  if (hit->entry->favourite_when != other->entry->favourite_when)
    return lineup_compare_numbers (other->entry->favourite_when, hit->entry->favourite_when);
  return compare_places (b, a);
}

static GCompareFunc
get_order (LineupLibraryListing listing)
{
  switch (listing)
    {
    case LINEUP_LIBRARY_FAVOURITES:
      return compare_places;
    case LINEUP_LIBRARY_LATEST_FAVOURITES:
      return compare_favourites;
    case LINEUP_LIBRARY_CONTINUE:
    case LINEUP_LIBRARY_HISTORY:
    default:
      return compare_times;
    }
}

/* Of each series what was played last tells where to go on. */
static void
drop_earlier (LineupLibraryList *self)
{
  g_autoptr (GHashTable) series = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n_kept = 0;

  for (guint i = 0; i < self->hits->len; i++)
    {
      LineupLibraryHit *hit = &g_array_index (self->hits, LineupLibraryHit, i);

      if (hit->entry->kind == LINEUP_KIND_EPISODES
          && !g_hash_table_add (series, &hit->entry->series))
        hit_clear (hit);
      else
        g_array_index (self->hits, LineupLibraryHit, n_kept++) = *hit;
    }
  /* What is behind has been moved, or was cleared. */
  g_array_set_clear_func (self->hits, NULL);
  g_array_set_size (self->hits, n_kept);
  g_array_set_clear_func (self->hits, hit_clear);
}

LineupLibraryList *
lineup_library_list_new (LineupLibraryListing listing,
                         guint kinds,
                         gboolean gone,
                         LineupLibraryShelf *shelf,
                         LineupMarks *marks)
{
  LineupLibraryList *self = g_new0 (LineupLibraryList, 1);
  g_autoptr (GPtrArray) entries = lineup_library_shelf_list (shelf);

  self->listing = listing;
  self->kinds = kinds;
  self->gone = gone;
  self->marks = lineup_marks_ref (marks);
  self->hits = g_array_new (FALSE, FALSE, sizeof (LineupLibraryHit));
  g_array_set_clear_func (self->hits, hit_clear);
  for (guint i = 0; i < entries->len; i++)
    {
      LineupLibraryEntry *entry = entries->pdata[i];
      LineupLibraryEntry *series = lineup_library_shelf_get (shelf, entry->series);
      LineupLibraryHit hit = { entry, series };

      if (!is_of_kinds (self, entry) || !is_listed (self, entry))
        continue;
      lineup_library_entry_ref (entry);
      if (series != NULL)
        lineup_library_entry_ref (series);
      g_array_append_val (self->hits, hit);
    }
  g_array_sort (self->hits, get_order (listing));
  if (listing == LINEUP_LIBRARY_CONTINUE)
    drop_earlier (self);
  return self;
}

/* Reading */

typedef struct
{
  const LineupLibraryList *list; /* (unowned) */
  LineupReader *reader;          /* (unowned) */
  const LineupLibraryHit *hit;   /* (unowned) */
  LineupDetails *details;        /* (owned) (nullable): of the hit's series */
  LineupLibraryListFunc func;
  gpointer user_data; /* (unowned): for the function */
  gboolean given;     /* the hit */
  gboolean is_full;
} Run;

static gboolean
is_in_hidden_categories (const LineupMarks *marks, LineupKind kind, const LineupItem *item)
{
  gsize n_categories = 0;
  const char *const *categories = lineup_item_field_get_categories (item, &n_categories);

  for (gsize i = 0; i < n_categories; i++)
    {
      if (!lineup_marks_is_category_hidden (marks, kind, categories[i]))
        return FALSE;
    }
  return TRUE;
}

static LineupKind
get_item_kind (const LineupLibraryHit *hit)
{
  return hit->entry->kind == LINEUP_KIND_EPISODES ? LINEUP_KIND_SERIES
                                                  : (LineupKind)hit->entry->kind;
}

static const LineupEpisode *
find_episode (const LineupDetails *details, gint64 id, guint *place)
{
  for (guint i = 0; details != NULL && i < details->episodes->len; i++)
    {
      const LineupEpisode *episode = &g_array_index (details->episodes, LineupEpisode, i);

      *place = i;
      if (episode->id == id)
        return episode;
    }
  return NULL;
}

/* Specials come at any time: they are no episodes that follow one. */
static const LineupEpisode *
find_next (Run *self, guint place)
{
  const GArray *episodes = self->details->episodes;

  for (guint i = place + 1; i < episodes->len; i++)
    {
      const LineupEpisode *episode = &g_array_index (episodes, LineupEpisode, i);
      const LineupMark *mark = lineup_marks_get (
          self->list->marks, LINEUP_KIND_EPISODES, episode->id);

      if (episode->season > 0 && (mark == NULL || (mark->flags & LINEUP_MARK_WATCHED) == 0))
        return episode;
    }
  return NULL;
}

static const LineupEpisode *
choose_episode (Run *self)
{
  const LineupLibraryEntry *entry = self->hit->entry;
  guint place = 0;
  const LineupEpisode *episode = NULL;

  if (entry->kind != LINEUP_KIND_EPISODES || entry->gone != 0)
    return NULL;
  episode = find_episode (self->details, entry->id, &place);
  if (episode != NULL && self->list->listing == LINEUP_LIBRARY_CONTINUE && entry->resume == 0)
    return find_next (self, place);
  return episode;
}

static void
give (Run *self, const LineupItem *item, const LineupEpisode *episode)
{
  const LineupMark *mark = NULL;

  if (episode != NULL)
    mark = lineup_marks_get (self->list->marks, LINEUP_KIND_EPISODES, episode->id);
  self->given = TRUE;
  self->is_full = !self->func (self->hit, item, episode, mark, self->user_data);
}

static void
take_item (const LineupItem *item, gpointer user_data)
{
  Run *self = user_data;
  const LineupEpisode *episode = choose_episode (self);

  if (is_in_hidden_categories (self->list->marks, get_item_kind (self->hit), item))
    return;
  if (episode != NULL || self->hit->entry->kind != LINEUP_KIND_EPISODES)
    give (self, item, episode);
}

/* What was hidden after it became a favourite is not shown, and the same is true of a series. */
static gboolean
is_hidden (const LineupLibraryHit *hit)
{
  return hit->entry->hidden || (hit->series != NULL && hit->series->hidden);
}

static gboolean
read_there (Run *self, const LineupLibraryEntry *item, gboolean *is_there, GError **error)
{
  const LineupKind kind = get_item_kind (self->hit);

  g_clear_pointer (&self->details, lineup_details_unref);
  if (self->hit->entry->kind == LINEUP_KIND_EPISODES
      && !lineup_reader_get_details (self->reader, kind, item->id, &self->details, error))
    return FALSE;
  return lineup_reader_find_item (self->reader, kind, item->id, is_there, take_item, self, error);
}

static gboolean
read_hit (Run *self, GError **error)
{
  const LineupLibraryHit *hit = self->hit;
  const LineupLibraryEntry *item = hit->series != NULL ? hit->series : hit->entry;
  gboolean is_there = FALSE;

  self->given = FALSE;
  if (is_hidden (hit))
    return TRUE;
  if (item->gone == 0 && !read_there (self, item, &is_there, error))
    return FALSE;
  if ((!is_there || hit->entry->gone != 0) && self->list->gone)
    give (self, NULL, NULL);
  return TRUE;
}

gboolean
lineup_library_list_read (const LineupLibraryList *self,
                          LineupReader *reader,
                          guint limit,
                          LineupLibraryListFunc func,
                          gpointer user_data,
                          GError **error)
{
  Run run = { .list = self, .reader = reader, .func = func, .user_data = user_data };
  gboolean read = TRUE;
  guint n_given = 0;

  for (guint i = 0; i < self->hits->len && n_given < limit && read && !run.is_full; i++)
    {
      run.hit = &g_array_index (self->hits, LineupLibraryHit, i);
      read = read_hit (&run, error);
      n_given += run.given;
    }
  g_clear_pointer (&run.details, lineup_details_unref);
  return read;
}
