/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-request.h"

#include "lineup-compare.h"
#include "lineup-error.h"

/* Seconds after which something was begun, and not only looked into. */
#define BEGUN 30

/* Share, in hundredths, of the length at which something was seen to its end. */
#define END_SHARE 95

/* A request, while it is carried out. */
typedef struct
{
  const LineupLibraryRequest *request; /* (unowned) */
  const LineupLibraryFinding *finding; /* (unowned) */
  LineupLibraryShelf *shelf;           /* (unowned) */
  gint64 now;
} Run;

/* Entries */

/* What is away has an id that another item may have taken: the one that went last is meant. */
static LineupLibraryEntry *
find_gone (LineupLibraryShelf *shelf, guint kind, gint64 id)
{
  g_autoptr (GPtrArray) entries = lineup_library_shelf_list (shelf);
  LineupLibraryEntry *found = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      LineupLibraryEntry *entry = entries->pdata[i];

      if (entry->kind == kind && entry->id == id && entry->gone != 0
          && (found == NULL || entry->gone > found->gone))
        found = entry;
    }
  return found;
}

static LineupLibraryEntry *
find (LineupLibraryShelf *shelf, guint kind, gint64 id)
{
  LineupLibraryEntry *entry = lineup_library_shelf_find (shelf, kind, id);

  return entry != NULL ? entry : find_gone (shelf, kind, id);
}

/* Returns what is said of an item, to be changed and put back. */
static LineupLibraryEntry *
get_own (LineupLibraryShelf *shelf, const LineupLibraryEntry *found)
{
  const LineupLibraryEntry *entry = lineup_library_shelf_find (shelf, found->kind, found->id);

  return lineup_library_entry_copy (entry != NULL ? entry : found);
}

/* Returns the number of a series, of which nothing may have been said yet. */
static gint64
get_series (Run *self)
{
  LineupLibraryEntry *series = NULL;

  if (self->finding->series == NULL)
    return 0;
  series = get_own (self->shelf, self->finding->series);
  if (series->number != 0)
    {
      const gint64 number = series->number;

      lineup_library_entry_unref (series);
      return number;
    }
  lineup_library_shelf_put (self->shelf, series);
  return series->number;
}

/* Returns what is said of the item, to be changed and put back; NULL if nobody has it. */
static LineupLibraryEntry *
get_item (Run *self)
{
  const LineupLibraryRequest *request = self->request;
  LineupLibraryEntry *entry = NULL;

  if (self->finding->entry != NULL)
    {
      entry = get_own (self->shelf, self->finding->entry);
      if (request->kind == LINEUP_KIND_EPISODES && entry->series == 0)
        entry->series = get_series (self);
      return entry;
    }
  entry = find (self->shelf, request->kind, request->id);
  return entry != NULL ? lineup_library_entry_copy (entry) : NULL;
}

/* Favourites */

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const LineupLibraryEntry *entry = *(const LineupLibraryEntry *const *)a;
  const LineupLibraryEntry *other = *(const LineupLibraryEntry *const *)b;
  const int order = lineup_compare_numbers (entry->place, other->place);

  return order != 0 ? order : lineup_compare_numbers (entry->number, other->number);
}

GPtrArray *
lineup_library_request_list_favourites (LineupLibraryShelf *shelf, guint kind)
{
  g_autoptr (GPtrArray) entries = lineup_library_shelf_list (shelf);
  GPtrArray *favourites = g_ptr_array_new_with_free_func (lineup_library_entry_unref);

  for (guint i = 0; i < entries->len; i++)
    {
      LineupLibraryEntry *entry = entries->pdata[i];

      if (entry->kind == kind && entry->place != 0)
        g_ptr_array_add (favourites, lineup_library_entry_ref (entry));
    }
  g_ptr_array_sort (favourites, compare_places);
  return favourites;
}

gint64
lineup_library_request_get_last_place (LineupLibraryShelf *shelf, guint kind)
{
  g_autoptr (GPtrArray) favourites = lineup_library_request_list_favourites (shelf, kind);
  const LineupLibraryEntry *last = NULL;

  if (favourites->len == 0)
    return 0;
  last = favourites->pdata[favourites->len - 1];
  return last->place;
}

static void
set_favourite (Run *self, LineupLibraryEntry *entry)
{
  if (self->request->on && entry->place == 0)
    entry->place = lineup_library_request_get_last_place (self->shelf, entry->kind) + 1;
  else if (!self->request->on)
    entry->place = 0;
  entry->favourite_when = self->now;
}

static void
set_place (Run *self, LineupLibraryEntry *entry, gint64 place)
{
  LineupLibraryEntry *moved = NULL;

  if (entry->place == place)
    return;
  moved = lineup_library_entry_copy (entry);
  moved->place = place;
  if (entry->kind == self->request->kind && entry->id == self->request->id)
    moved->favourite_when = self->now;
  lineup_library_shelf_put (self->shelf, moved);
}

/* All others keep their order. */
static gboolean
move (Run *self, GError **error)
{
  g_autoptr (GPtrArray) favourites = lineup_library_request_list_favourites (self->shelf,
                                                                             self->request->kind);
  LineupLibraryEntry *entry = find (self->shelf, self->request->kind, self->request->id);
  guint from = 0;

  if (entry == NULL || !g_ptr_array_find (favourites, entry, &from))
    {
      g_set_error_literal (
          error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "This is none of the favourites");
      return FALSE;
    }
  entry = g_ptr_array_steal_index (favourites, from);
  g_ptr_array_insert (favourites, (int)MIN (self->request->place, favourites->len), entry);
  for (guint i = 0; i < favourites->len; i++)
    set_place (self, favourites->pdata[i], i + 1);
  return TRUE;
}

/* What was watched */

static void
set_watched (LineupLibraryEntry *entry, gboolean watched, gint64 now)
{
  entry->watched = watched;
  if (watched)
    {
      entry->resume = 0;
      entry->programme = 0;
    }
  entry->played = now;
}

/* Specials, which are in season 0, come at any time. */
static const LineupLibraryEntry *
get_last_episode (const GPtrArray *episodes)
{
  for (guint i = episodes->len; i > 0; i--)
    {
      const LineupLibraryEntry *episode = episodes->pdata[i - 1];

      if (episode->season > 0)
        return episode;
    }
  return episodes->len > 0 ? episodes->pdata[episodes->len - 1] : NULL;
}

void
lineup_library_request_update_series (LineupLibraryShelf *shelf,
                                      gint64 series,
                                      const GPtrArray *episodes,
                                      gint64 now)
{
  const LineupLibraryEntry *last = get_last_episode (episodes);
  const LineupLibraryEntry *known = lineup_library_shelf_get (shelf, series);
  const LineupLibraryEntry *said = NULL;
  LineupLibraryEntry *changed = NULL;
  gboolean watched = FALSE;

  if (last == NULL || known == NULL)
    return;
  said = lineup_library_shelf_find (shelf, LINEUP_KIND_EPISODES, last->id);
  watched = said != NULL && said->watched;
  if (watched == known->watched)
    return;
  changed = lineup_library_entry_copy (known);
  set_watched (changed, watched, now);
  lineup_library_shelf_put (shelf, changed);
}

static void
watch_episodes (Run *self, gint64 series)
{
  const GPtrArray *episodes = self->finding->episodes;

  for (guint i = 0; i < episodes->len; i++)
    {
      LineupLibraryEntry *episode = get_own (self->shelf, episodes->pdata[i]);

      episode->series = series;
      set_watched (episode, self->request->on, self->now);
      lineup_library_shelf_put (self->shelf, episode);
    }
}

/* Positions */

static gboolean
is_live (const LineupLibraryRequest *request)
{
  return request->kind == LINEUP_KIND_CHANNELS && request->programme == 0;
}

static gboolean
is_at_end (const LineupLibraryRequest *request)
{
  return request->length > 0 && request->resume * 100 >= request->length * END_SHARE;
}

static void
set_resume (Run *self, LineupLibraryEntry *entry)
{
  const LineupLibraryRequest *request = self->request;

  entry->played = self->now;
  if (is_live (request))
    return;
  entry->length = request->length;
  entry->programme = request->programme;
  entry->resume = request->resume;
  if (is_at_end (request))
    set_watched (entry, TRUE, self->now);
}

/* Whether something was not begun, so that what was known stays. */
static gboolean
is_looked_into (Run *self)
{
  const LineupLibraryRequest *request = self->request;

  return request->verb == LINEUP_LIBRARY_RESUME && !is_live (request) && request->resume < BEGUN
         && (self->finding->entry != NULL
             || find (self->shelf, request->kind, request->id) != NULL);
}

/* All of it */

static void
forget (Run *self)
{
  const LineupLibraryEntry *entry = find (self->shelf, self->request->kind, self->request->id);
  g_autoptr (GPtrArray) entries = NULL;
  gint64 number = 0;

  if (entry == NULL)
    return;
  number = entry->number;
  entries = lineup_library_shelf_list (self->shelf);
  for (guint i = 0; i < entries->len; i++)
    {
      const LineupLibraryEntry *other = entries->pdata[i];

      if (other->number == number || other->series == number)
        lineup_library_shelf_remove (self->shelf, other->number);
    }
}

static gboolean
check_room (Run *self, GError **error)
{
  /* An episode comes with its series, a series with its episodes. */
  const guint size = lineup_library_shelf_get_size (self->shelf) + 2 + self->finding->episodes->len;

  if (size <= LINEUP_LIBRARY_MAX_ENTRIES)
    return TRUE;
  g_set_error_literal (
      error, LINEUP_ERROR, LINEUP_ERROR_STORAGE, "This is more than a library can keep");
  return FALSE;
}

static void
put (Run *self, LineupLibraryEntry *owned_entry)
{
  const LineupLibraryRequest *request = self->request;

  switch (request->verb)
    {
    case LINEUP_LIBRARY_FAVOURITE:
      set_favourite (self, owned_entry);
      break;
    case LINEUP_LIBRARY_HIDE:
      owned_entry->hidden = request->on;
      owned_entry->hidden_when = self->now;
      break;
    case LINEUP_LIBRARY_WATCH:
      set_watched (owned_entry, request->on, self->now);
      break;
    case LINEUP_LIBRARY_RESUME:
      set_resume (self, owned_entry);
      break;
    case LINEUP_LIBRARY_MOVE:
    case LINEUP_LIBRARY_FORGET:
    default:
      g_warn_if_reached ();
    }
  lineup_library_shelf_put (self->shelf, owned_entry);
  if (request->kind == LINEUP_KIND_SERIES && request->verb == LINEUP_LIBRARY_WATCH)
    watch_episodes (self, owned_entry->number);
  if (request->kind == LINEUP_KIND_EPISODES)
    lineup_library_request_update_series (
        self->shelf, owned_entry->series, self->finding->episodes, self->now);
}

gboolean
lineup_library_request_apply (const LineupLibraryRequest *self,
                              const LineupLibraryFinding *finding,
                              LineupLibraryShelf *shelf,
                              gint64 now,
                              GError **error)
{
  Run run = { self, finding, shelf, now };
  LineupLibraryEntry *entry = NULL;

  if (self->verb == LINEUP_LIBRARY_MOVE)
    return move (&run, error);
  if (self->verb == LINEUP_LIBRARY_FORGET)
    {
      forget (&run);
      return TRUE;
    }
  if (is_looked_into (&run))
    return TRUE;
  if (!check_room (&run, error))
    return FALSE;
  entry = get_item (&run);
  if (entry == NULL)
    {
      g_set_error_literal (
          error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "The catalogue has no such item");
      return FALSE;
    }
  put (&run, entry);
  return TRUE;
}
