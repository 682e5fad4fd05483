/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-indexed-item.h"

#include "lineup-filter.h"
#include "lineup-hash.h"
#include "lineup-word-reader.h"

#include <string.h>

/* Bits: of what is packed, above a rating in millionths. */
#define IS_ADULT (1U << 28)
#define IS_RADIO (1U << 29)
#define RATING   (IS_ADULT - 1)

/* Texts: in which words are looked for beside the name. */
#define N_TEXTS 4

struct _LineupIndexedItem
{
  LineupIndexRow row;         /* of the item at hand */
  const char *texts[N_TEXTS]; /* (unowned): likewise, each may be %NULL */
  LineupWordReader *words;    /* (owned) */
  GString *genre;             /* (owned): key of the one at hand */
  GArray *tags;               /* (owned): of the item at hand, each in as many bytes */
  GPtrArray *tag_texts;       /* (owned) (element-type utf8): in @tags */
};

/* A number is letters, its lowest part first, by which most are told apart at once. */
static void
write_tag (char kind, guint64 number, char *tag)
{
  *tag++ = kind;
  for (; number != 0; number >>= 4)
    *tag++ = (char)('a' + number % 16);
  *tag = '\0';
}

void
lineup_indexed_item_tag_category (guint32 category, char *tag)
{
  write_tag ('c', category, tag);
}

void
lineup_indexed_item_tag_genre (const char *key, char *tag)
{
  write_tag ('g', lineup_hash_text (key, 0), tag);
}

void
lineup_indexed_item_pack_figures (const LineupFigures *figures, guint8 *extra)
{
  const guint32 rating = GUINT32_TO_LE ((guint32)CLAMP (figures->rating + 1, 0, RATING)
                                        | (lineup_figures_is_adult (figures) ? IS_ADULT : 0)
                                        | (figures->radio ? IS_RADIO : 0));
  const guint32 year = GUINT32_TO_LE ((guint32)CLAMP (figures->year + 1, 0, G_MAXINT32));
  const guint64 moment = GUINT64_TO_LE ((guint64)MAX (figures->time + 1, 0));

  memcpy (extra, &rating, sizeof rating);
  memcpy (extra + 4, &year, sizeof year);
  memcpy (extra + 8, &moment, sizeof moment);
}

void
lineup_indexed_item_unpack_figures (const guint8 *extra, LineupFigures *figures)
{
  guint32 rating = 0;
  guint32 year = 0;
  guint64 moment = 0;

  memcpy (&rating, extra, sizeof rating);
  memcpy (&year, extra + 4, sizeof year);
  memcpy (&moment, extra + 8, sizeof moment);
  rating = GUINT32_FROM_LE (rating);
  *figures = (LineupFigures){
    .position = LINEUP_FIGURE_UNKNOWN,
    .rating = (gint64)(rating & RATING) - 1,
    .year = (gint64)GUINT32_FROM_LE (year) - 1,
    .time = (gint64)(GUINT64_FROM_LE (moment) - 1),
    .adult = LINEUP_ADULT_UNKNOWN,
    .in_adult = (rating & IS_ADULT) != 0,
    .radio = (rating & IS_RADIO) != 0,
  };
}

LineupIndexedItem *
lineup_indexed_item_new (void)
{
  LineupIndexedItem *self = g_new0 (LineupIndexedItem, 1);

  self->words = lineup_word_reader_new ();
  self->genre = g_string_sized_new (LINEUP_NAME_KEY_MAX_BYTES);
  self->tags = g_array_new (FALSE, FALSE, LINEUP_INDEXED_ITEM_TAG_BYTES);
  self->tag_texts = g_ptr_array_new ();
  return self;
}

void
lineup_indexed_item_free (LineupIndexedItem *self)
{
  lineup_word_reader_free (self->words);
  g_string_free (self->genre, TRUE);
  g_array_unref (self->tags);
  g_ptr_array_unref (self->tag_texts);
  g_free (self);
}

static void
tag_genre (const char *genre, gsize length, gpointer user_data)
{
  LineupIndexedItem *self = user_data;
  char tag[LINEUP_INDEXED_ITEM_TAG_BYTES];

  lineup_word_reader_make_key (self->words, genre, length, self->genre);
  if (self->genre->len == 0)
    return;
  lineup_indexed_item_tag_genre (self->genre->str, tag);
  g_array_append_vals (self->tags, tag, 1);
}

/* What the item is picked by. */
static void
make_tags (LineupIndexedItem *self, const LineupItemKeys *keys, const LineupItem *item)
{
  char tag[LINEUP_INDEXED_ITEM_TAG_BYTES];

  g_array_set_size (self->tags, 0);
  for (guint i = 0; i < keys->categories->len; i++)
    {
      lineup_indexed_item_tag_category (g_array_index (keys->categories, guint32, i), tag);
      g_array_append_vals (self->tags, tag, 1);
    }
  lineup_filter_foreach_genre (item->genre, tag_genre, self);
  g_ptr_array_set_size (self->tag_texts, 0);
  for (guint i = 0; i < self->tags->len; i++)
    g_ptr_array_add (self->tag_texts, self->tags->data + i * LINEUP_INDEXED_ITEM_TAG_BYTES);
}

const LineupIndexRow *
lineup_indexed_item_set (LineupIndexedItem *self,
                         const LineupItemKeys *keys,
                         const LineupItem *item,
                         gboolean is_new)
{
  const char *const texts[N_TEXTS] = { item->genre, item->cast, item->director, item->plot };

  memcpy (self->texts, texts, sizeof texts);
  make_tags (self, keys, item);
  self->row = (LineupIndexRow){
    .row = (guint32)keys->row,
    .id = keys->id,
    .merit = lineup_index_make_merit (item->rating, item->year),
    .name = item->name,
    .texts = self->texts,
    .n_texts = N_TEXTS,
    .tags = (const char *const *)self->tag_texts->pdata,
    .n_tags = self->tag_texts->len,
    .is_new = is_new,
  };
  lineup_indexed_item_pack_figures (&keys->figures, self->row.extra);
  return &self->row;
}
