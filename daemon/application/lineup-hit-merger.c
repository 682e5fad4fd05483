/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-hit-merger.h"

#include "lineup-compare.h"
#include "lineup-name-version.h"
#include "lineup-word-reader.h"

#include <string.h>

LineupHitCopy *
lineup_hit_copy_new (const char *account,
                     LineupKind kind,
                     const LineupItem *item,
                     const LineupRank *rank)
{
  LineupHitCopy *self = g_new0 (LineupHitCopy, 1);
  LineupWordReader *words = lineup_word_reader_new ();
  g_autoptr (GString) title = g_string_new (NULL);
  LineupNameVersion version;

  lineup_name_version_read (item->name, strlen (item->name), &version);
  lineup_word_reader_make_key (
      words, item->name + version.title_start, version.title_end - version.title_start, title);
  lineup_word_reader_free (words);
  self->account = g_strdup (account);
  self->kind = kind;
  self->id = item->id;
  self->rank = *rank;
  self->name = g_strdup (item->name);
  self->title = g_strdup (title->str);
  self->year = version.year != 0 ? version.year : item->year;
  self->tmdb_id = g_strdup (item->tmdb_id);
  self->quality = version.quality;
  self->language = version.language;
  return self;
}

void
lineup_hit_copy_free (gpointer data)
{
  LineupHitCopy *self = data;

  g_free (self->account);
  g_free (self->name);
  g_free (self->title);
  g_free (self->tmdb_id);
  g_free (self->guide_channel);
  g_clear_pointer (&self->item, g_variant_unref);
  g_free (self);
}

/* Keys */

static char *
make_own_key (const LineupHitCopy *self)
{
  return g_strdup_printf ("i %u %" G_GINT64_FORMAT " %s", self->kind, self->id, self->account);
}

static char *
make_id_key (const LineupHitCopy *self)
{
  return g_strdup_printf ("t %u %s", self->kind, self->tmdb_id);
}

static char *
make_title_key (const LineupHitCopy *self)
{
  return g_strdup_printf ("n %u %u %s", self->kind, self->year, self->title);
}

static char *
make_channel_key (const LineupHitCopy *self)
{
  g_autofree char *folded = g_utf8_casefold (self->guide_channel, -1);

  return g_strconcat ("c ", folded, NULL);
}

/* A name without a word says nothing. */
static gboolean
has_title (const LineupHitCopy *self)
{
  return self->kind != LINEUP_KIND_CHANNELS && *self->title != '\0';
}

char *
lineup_hit_copy_get_key (const LineupHitCopy *self)
{
  if (self->kind == LINEUP_KIND_CHANNELS)
    return self->guide_channel != NULL ? make_channel_key (self) : make_own_key (self);
  if (self->tmdb_id != NULL)
    return make_id_key (self);
  return has_title (self) ? make_title_key (self) : make_own_key (self);
}

/* Which TMDB id goes with a title and year: an empty one for several. */
static GHashTable *
list_ids (GPtrArray *copies)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < copies->len; i++)
    {
      const LineupHitCopy *copy = copies->pdata[i];
      g_autofree char *key = NULL;
      const char *known = NULL;

      if (copy->tmdb_id == NULL || !has_title (copy))
        continue;
      key = make_title_key (copy);
      known = g_hash_table_lookup (ids, key);
      if (known == NULL)
        g_hash_table_insert (ids, g_steal_pointer (&key), copy->tmdb_id);
      else if (!g_str_equal (known, copy->tmdb_id))
        g_hash_table_insert (ids, g_steal_pointer (&key), (gpointer) "");
    }
  return ids;
}

static char *
find_key (const LineupHitCopy *copy, GHashTable *ids)
{
  g_autofree char *key = lineup_hit_copy_get_key (copy);
  const char *id = NULL;

  if (copy->tmdb_id == NULL && has_title (copy))
    id = g_hash_table_lookup (ids, key);
  return id != NULL && *id != '\0' ? g_strdup_printf ("t %u %s", copy->kind, id)
                                   : g_steal_pointer (&key);
}

/* Orders */

static int
compare_names (const LineupHitCopy *copy, const LineupHitCopy *other)
{
  const int order = strcmp (copy->account, other->account);

  if (order != 0)
    return order;
  if (copy->kind != other->kind)
    return (int)copy->kind - (int)other->kind;
  return lineup_compare_numbers (copy->id, other->id);
}

static int
compare_copies (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const LineupHitCopy *copy = *(const LineupHitCopy *const *)a;
  const LineupHitCopy *other = *(const LineupHitCopy *const *)b;
  const LineupWishList *wishes = user_data;
  const guint places[][2] = {
    { copy->standing, other->standing },
    { lineup_wish_list_get_quality_place (wishes, lineup_quality_to_string (copy->quality)),
      lineup_wish_list_get_quality_place (wishes, lineup_quality_to_string (other->quality)) },
    { lineup_wish_list_get_language_place (wishes, copy->language),
      lineup_wish_list_get_language_place (wishes, other->language) },
  };
  int order = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (places[i][0] != places[i][1])
        return places[i][0] < places[i][1] ? -1 : 1;
    }
  order = lineup_rank_compare (&copy->rank, &other->rank);
  return order != 0 ? order : compare_names (copy, other);
}

static const LineupRank *
find_best_rank (const GPtrArray *hit)
{
  const LineupHitCopy *first = hit->pdata[0];
  const LineupRank *best = &first->rank;

  for (guint i = 1; i < hit->len; i++)
    {
      const LineupHitCopy *copy = hit->pdata[i];

      if (lineup_rank_compare (&copy->rank, best) < 0)
        best = &copy->rank;
    }
  return best;
}

/* As in one catalogue: by rank, then by kind. */
static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const GPtrArray *hit = *(const GPtrArray *const *)a;
  const GPtrArray *other = *(const GPtrArray *const *)b;
  const LineupHitCopy *copy = hit->pdata[0];
  const LineupHitCopy *other_copy = other->pdata[0];
  const int order = lineup_rank_compare (find_best_rank (hit), find_best_rank (other));

  if (order != 0)
    return order;
  if (copy->kind != other_copy->kind)
    return (int)copy->kind - (int)other_copy->kind;
  return compare_names (copy, other_copy);
}

static void
array_free (gpointer array)
{
  g_ptr_array_unref (array);
}

GPtrArray *
lineup_hit_merger_run (GPtrArray *copies, const LineupWishList *wishes, guint limit)
{
  GPtrArray *hits = g_ptr_array_new_with_free_func (array_free);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) ids = list_ids (copies);

  for (guint i = 0; i < copies->len; i++)
    {
      g_autofree char *key = find_key (copies->pdata[i], ids);
      GPtrArray *hit = g_hash_table_lookup (by_key, key);

      if (hit == NULL)
        {
          hit = g_ptr_array_new ();
          g_ptr_array_add (hits, hit);
          g_hash_table_insert (by_key, g_steal_pointer (&key), hit);
        }
      g_ptr_array_add (hit, copies->pdata[i]);
    }
  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_sort_with_data (hits->pdata[i], compare_copies, (gpointer)wishes);
  g_ptr_array_sort (hits, compare_hits);
  if (hits->len > limit)
    g_ptr_array_set_size (hits, (int)limit);
  return hits;
}
