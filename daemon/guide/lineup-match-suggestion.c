/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-match-suggestion.h"

#include "lineup-channel-key.h"

#include <string.h>

/* Ratio: a score below which nothing is suggested. */
#define MIN_SCORE 0.4

/* Ratio: of a score, what another country takes away, where both are known. */
#define OTHER_COUNTRY 0.3

/* Minutes: of a channel that shows all an hour later. */
#define HOUR 60

/* What the name of such a channel ends in. */
#define AN_HOUR_LATER "+1"

struct _LineupMatchSuggestions
{
  GString *name;         /* (owned): folded */
  GString *bare;         /* (owned): likewise, without an hour later */
  gboolean is_later;     /* whether @bare is another one */
  LineupCountry country; /* of the catalogue's channel */
  guint limit;
  GString *other; /* (owned): name at hand, folded */
  GArray *best;   /* (owned) (element-type LineupMatchSuggestion) */
};

LineupMatchSuggestions *
lineup_match_suggestions_new (const LineupMatchChannel *channel, guint limit)
{
  LineupMatchSuggestions *self = g_new0 (LineupMatchSuggestions, 1);

  self->name = g_string_new (NULL);
  self->other = g_string_new (NULL);
  self->best = g_array_new (FALSE, FALSE, sizeof (LineupMatchSuggestion));
  self->limit = limit;
  lineup_channel_key_fold_name (channel->name, self->name);
  self->bare = g_string_new (self->name->str);
  self->is_later = g_str_has_suffix (self->bare->str, AN_HOUR_LATER);
  if (self->is_later)
    g_string_truncate (self->bare, self->bare->len - strlen (AN_HOUR_LATER));
  self->country = lineup_country_from_name (channel->name, NULL);
  if (self->country == LINEUP_COUNTRY_UNKNOWN)
    self->country = lineup_country_from_group (channel->group);
  if (self->country == LINEUP_COUNTRY_UNKNOWN)
    self->country = lineup_country_from_id (channel->epg_id);
  return self;
}

void
lineup_match_suggestions_free (LineupMatchSuggestions *self)
{
  g_string_free (self->name, TRUE);
  g_string_free (self->bare, TRUE);
  g_string_free (self->other, TRUE);
  g_array_unref (self->best);
  g_free (self);
}

/* Three letters in a row, with one blank before the text and one behind it. */
static char
get_letter (const GString *text, gsize at)
{
  return at == 0 || at > text->len ? ' ' : text->str[at - 1];
}

static gboolean
is_same (const GString *text, gsize at, const GString *other, gsize other_at)
{
  for (gsize i = 0; i < 3; i++)
    {
      if (get_letter (text, at + i) != get_letter (other, other_at + i))
        return FALSE;
    }
  return TRUE;
}

static gboolean
contains (const GString *text, const GString *other, gsize other_at)
{
  for (gsize at = 0; at < text->len; at++)
    {
      if (is_same (text, at, other, other_at))
        return TRUE;
    }
  return FALSE;
}

static guint
count_common (const GString *text, const GString *other)
{
  guint n_common = 0;

  for (gsize at = 0; at < other->len; at++)
    n_common += contains (text, other, at);
  return n_common;
}

/* 1 for what is the same, 0 for what has nothing in common. */
static double
compare (const GString *text, const GString *other)
{
  if (text->len == 0 || other->len == 0)
    return 0;
  return (double)(count_common (text, other) + count_common (other, text))
         / (double)(text->len + other->len);
}

static void
try_name (LineupMatchSuggestions *self,
          const char *name,
          LineupCountry country_of_id,
          LineupMatchSuggestion *suggestion)
{
  LineupCountry country = lineup_country_from_name (name, NULL);
  double penalty = 0;
  double score = 0;

  if (country == LINEUP_COUNTRY_UNKNOWN)
    country = country_of_id;
  if (country != self->country && country != LINEUP_COUNTRY_UNKNOWN
      && self->country != LINEUP_COUNTRY_UNKNOWN)
    penalty = OTHER_COUNTRY;
  lineup_channel_key_fold_name (name, self->other);
  score = compare (self->name, self->other) - penalty;
  if (score > suggestion->score)
    {
      suggestion->score = score;
      suggestion->shift = 0;
    }
  score = self->is_later ? compare (self->bare, self->other) - penalty : 0;
  if (score > suggestion->score)
    {
      suggestion->score = score;
      suggestion->shift = HOUR;
    }
}

static int
compare_suggestions (gconstpointer a, gconstpointer b)
{
  const LineupMatchSuggestion *suggestion = a;
  const LineupMatchSuggestion *other = b;

  if (suggestion->score > other->score)
    return -1;
  if (suggestion->score < other->score)
    return 1;
  return suggestion->number < other->number ? -1 : suggestion->number > other->number;
}

static void
keep (LineupMatchSuggestions *self, const LineupMatchSuggestion *suggestion)
{
  guint place = self->best->len;

  while (place > 0
         && compare_suggestions (suggestion,
                                 &g_array_index (self->best, LineupMatchSuggestion, place - 1))
                < 0)
    place--;
  if (place >= self->limit)
    return;
  g_array_insert_vals (self->best, place, suggestion, 1);
  g_array_set_size (self->best, MIN (self->best->len, self->limit));
}

void
lineup_match_suggestions_offer (LineupMatchSuggestions *self,
                                guint32 number,
                                const LineupGuideChannel *channel)
{
  const LineupCountry country = lineup_country_from_id (channel->id);
  LineupMatchSuggestion suggestion = { number, 0, 0 };

  for (gsize i = 0; i < channel->n_names; i++)
    try_name (self, channel->names[i], country, &suggestion);
  /* An id is a name with its country behind it. */
  if (channel->n_names == 0)
    {
      g_autofree char *name = g_strndup (
          channel->id, strcspn (channel->id, "@") - (country != LINEUP_COUNTRY_UNKNOWN ? 3 : 0));

      try_name (self, name, country, &suggestion);
    }
  if (suggestion.score >= MIN_SCORE)
    keep (self, &suggestion);
}

GArray *
lineup_match_suggestions_get (LineupMatchSuggestions *self)
{
  return self->best;
}
