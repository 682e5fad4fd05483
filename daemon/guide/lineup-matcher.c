/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-matcher.h"

#include "lineup-channel-key.h"

/* What a channel of the guide answers to. */
typedef struct
{
  guint64 key;
  guint32 number;
} Entry;

/* A name whose country may be the guide's only one, which is not known before its end. */
typedef struct
{
  char *name; /* (owned) */
  guint32 number;
} Stateless;

struct _LineupMatcher
{
  GArray *entries;       /* (owned) (element-type Entry): sorted once it was asked */
  GArray *stateless;     /* (owned) (element-type Stateless) */
  LineupCountry country; /* the only one so far */
  gboolean has_several;  /* countries */
  gboolean is_sorted;
};

static void
stateless_clear (gpointer data)
{
  Stateless *self = data;

  g_free (self->name);
}

LineupMatcher *
lineup_matcher_new (void)
{
  LineupMatcher *self = g_new0 (LineupMatcher, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->stateless = g_array_new (FALSE, FALSE, sizeof (Stateless));
  g_array_set_clear_func (self->stateless, stateless_clear);
  return self;
}

void
lineup_matcher_free (LineupMatcher *self)
{
  g_array_unref (self->entries);
  g_array_unref (self->stateless);
  g_free (self);
}

static void
add_key (LineupMatcher *self, guint64 key, guint32 number)
{
  const Entry entry = { key, number };

  if (key != 0)
    g_array_append_val (self->entries, entry);
}

static void
take_country (LineupMatcher *self, LineupCountry country)
{
  if (country == LINEUP_COUNTRY_UNKNOWN)
    return;
  if (self->country != LINEUP_COUNTRY_UNKNOWN && self->country != country)
    self->has_several = TRUE;
  self->country = country;
}

static void
add_name (LineupMatcher *self, guint32 number, const char *name, LineupCountry country_of_id)
{
  LineupCountry country = lineup_country_from_name (name, NULL);
  Stateless stateless = { NULL, number };

  add_key (self, lineup_channel_key_of_text (name), number);
  take_country (self, country);
  if (country == LINEUP_COUNTRY_UNKNOWN)
    country = country_of_id;
  if (country != LINEUP_COUNTRY_UNKNOWN)
    {
      add_key (self, lineup_channel_key_of_name (name, country), number);
      return;
    }
  stateless.name = g_strdup (name);
  g_array_append_val (self->stateless, stateless);
}

void
lineup_matcher_add (LineupMatcher *self, guint32 number, const LineupGuideChannel *channel)
{
  const LineupCountry country = lineup_country_from_id (channel->id);

  add_key (self, lineup_channel_key_of_id (channel->id), number);
  add_key (self, lineup_channel_key_of_folded_id (channel->id), number);
  add_key (self, lineup_channel_key_of_bare_id (channel->id), number);
  add_key (self, lineup_channel_key_of_text (channel->id), number);
  take_country (self, country);
  for (gsize i = 0; i < channel->n_names; i++)
    add_name (self, number, channel->names[i], country);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *entry = a;
  const Entry *other = b;

  if (entry->key != other->key)
    return entry->key < other->key ? -1 : 1;
  return entry->number < other->number ? -1 : entry->number > other->number;
}

/* All countries are known. */
static void
complete (LineupMatcher *self)
{
  const gboolean has_one = self->country != LINEUP_COUNTRY_UNKNOWN && !self->has_several;

  for (guint i = 0; has_one && i < self->stateless->len; i++)
    {
      const Stateless *stateless = &g_array_index (self->stateless, Stateless, i);

      add_key (
          self, lineup_channel_key_of_name (stateless->name, self->country), stateless->number);
    }
  g_array_set_size (self->stateless, 0);
  g_array_sort (self->entries, compare_entries);
  self->is_sorted = TRUE;
}

/* Returns the first entry with the key, or with a higher one. */
static guint
find_first (const LineupMatcher *self, guint64 key)
{
  guint low = 0;
  guint high = self->entries->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (self->entries, Entry, middle).key < key)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* A channel may answer to one key more than once; another one that does makes it none. */
static guint32
find_only (const LineupMatcher *self, guint64 key)
{
  guint32 number = LINEUP_MATCHER_NO_CHANNEL;

  if (key == 0)
    return LINEUP_MATCHER_NO_CHANNEL;
  for (guint i = find_first (self, key); i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->key != key)
        break;
      if (number != LINEUP_MATCHER_NO_CHANNEL && number != entry->number)
        return LINEUP_MATCHER_NO_CHANNEL;
      number = entry->number;
    }
  return number;
}

static guint32
find_by_id (const LineupMatcher *self, const char *id)
{
  guint64 (*const key_funcs[]) (const char *) = { lineup_channel_key_of_id,
                                                  lineup_channel_key_of_folded_id,
                                                  lineup_channel_key_of_bare_id };
  guint32 number = LINEUP_MATCHER_NO_CHANNEL;

  if (!lineup_channel_key_is_id (id))
    return LINEUP_MATCHER_NO_CHANNEL;
  for (gsize i = 0; number == LINEUP_MATCHER_NO_CHANNEL && i < G_N_ELEMENTS (key_funcs); i++)
    number = find_only (self, key_funcs[i](id));
  return number;
}

static LineupCountry
get_country (const LineupMatchChannel *channel)
{
  LineupCountry country = lineup_country_from_name (channel->name, NULL);

  if (country == LINEUP_COUNTRY_UNKNOWN)
    country = lineup_country_from_group (channel->group);
  if (country == LINEUP_COUNTRY_UNKNOWN)
    country = lineup_country_from_id (channel->epg_id);
  return country;
}

static guint32
find_by_name (const LineupMatcher *self, const LineupMatchChannel *channel)
{
  const LineupCountry country = get_country (channel);
  guint32 number = LINEUP_MATCHER_NO_CHANNEL;

  if (channel->guide_name != NULL)
    number = find_only (self, lineup_channel_key_of_text (channel->guide_name));
  if (number == LINEUP_MATCHER_NO_CHANNEL && country != LINEUP_COUNTRY_UNKNOWN)
    number = find_only (self, lineup_channel_key_of_name (channel->name, country));
  return number;
}

guint32
lineup_matcher_find (LineupMatcher *self, const LineupMatchChannel *channel, LineupMatchHow *how)
{
  guint32 number = LINEUP_MATCHER_NO_CHANNEL;

  if (!self->is_sorted)
    complete (self);
  *how = LINEUP_MATCH_HOW_ID;
  number = find_by_id (self, channel->epg_id);
  if (number == LINEUP_MATCHER_NO_CHANNEL)
    {
      *how = LINEUP_MATCH_HOW_NAME;
      number = find_by_name (self, channel);
    }
  if (number == LINEUP_MATCHER_NO_CHANNEL)
    *how = LINEUP_MATCH_HOW_NONE;
  return number;
}
