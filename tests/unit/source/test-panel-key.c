/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-panel-key.h"

#include "lineup-details-decoder.h"
#include "lineup-item-decoder.h"

#include <string.h>

/* More than there are fields. */
#define MAX_FIELDS 64

/* Of these, each key understands one at least. */
static const char *const values[] = { "1", "\"2020-01-02\"", "\"http://x.example/\"", "\"mkv\"" };

/* What several keys tell together, or one of several fields. */
#define OWN_KEYS                                                                                   \
  "\"num\":\"5.1\",\"stream_type\":\"radio_streams\",\"category_id\":7,\"tv_archive\":1,"          \
  "\"tv_archive_duration\":3"

static const struct
{
  LineupPanelAnswer answer;
  LineupList list; /* of an element, or none */
  const char *format;
} answers[] = {
  { LINEUP_PANEL_ANSWER_CHANNELS, LINEUP_LIST_CHANNELS, "{\"stream_id\":1,%s}" },
  { LINEUP_PANEL_ANSWER_MOVIES, LINEUP_LIST_MOVIES, "{\"stream_id\":1,%s}" },
  { LINEUP_PANEL_ANSWER_SERIES, LINEUP_LIST_SERIES, "{\"series_id\":1,%s}" },
  { LINEUP_PANEL_ANSWER_INFO, LINEUP_LIST_NONE, "{\"info\":{%s}}" },
  { LINEUP_PANEL_ANSWER_MOVIE_DATA, LINEUP_LIST_NONE, "{\"movie_data\":{%s}}" },
};

/* Notes which fields an item says something in. */
static void
note (const LineupItem *item, gboolean *known)
{
  guint i = 0;

  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      g_assert_cmpuint (i, <, MAX_FIELDS);
      known[i] = known[i] || lineup_item_field_is_known (field, item);
      i++;
    }
}

static void
note_element (LineupList list, const char *element, gboolean *known)
{
  g_autoptr (LineupItemDecoder) decoder = lineup_item_decoder_new (list);
  LineupItem item;

  g_assert_true (lineup_item_decoder_decode_item (decoder, element, strlen (element), &item));
  note (&item, known);
}

static void
note_details (const char *text, gboolean *known)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupDetails) details = lineup_details_decode (LINEUP_KIND_MOVIES, body, &error);

  g_assert_no_error (error);
  note (&details->item, known);
}

/* Notes what an answer with these members tells. */
static void
note_answer (gsize answer, const char *members, gboolean *known)
{
  g_autoptr (GString) text = g_string_new (answers[answer].format);

  g_string_replace (text, "%s", members, 1);
  if (answers[answer].list != LINEUP_LIST_NONE)
    note_element (answers[answer].list, text->str, known);
  else
    note_details (text->str, known);
}

/* Notes what a key tells where it is read, with any value. */
static void
note_key (const LineupPanelKey *key, gsize answer, gboolean *known)
{
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *member = g_strdup_printf ("\"%s\":%s", key->key, values[i]);

      note_answer (answer, member, known);
    }
}

/* Whoever reads a key goes by what its field is. */
static void
test_types (void)
{
  gsize n_keys = 0;
  const LineupPanelKey *keys = lineup_panel_keys (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    {
      const LineupItemField *field = lineup_item_field_at (keys[i].offset);

      g_test_message ("%s", keys[i].key);
      g_assert_nonnull (field);
      g_assert_true ((keys[i].copy != NULL) == lineup_item_field_is_text (field));
      g_assert_true ((keys[i].count != NULL) == lineup_item_field_is_number (field));
      g_assert_cmpint (field->type, !=, LINEUP_FIELD_TYPE_CATEGORIES);
    }
}

/* Each key tells its field, in each of its answers and in no other. */
static void
test_keys (void)
{
  gsize n_keys = 0;
  const LineupPanelKey *keys = lineup_panel_keys (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    {
      const LineupItemField *field = lineup_item_field_at (keys[i].offset);

      /* There always is a name. */
      if (field->offset == G_STRUCT_OFFSET (LineupItem, name))
        continue;
      for (gsize answer = 0; answer < G_N_ELEMENTS (answers); answer++)
        {
          gboolean known[MAX_FIELDS] = { FALSE };

          g_test_message ("%s in %s", keys[i].key, answers[answer].format);
          note_key (&keys[i], answer, known);
          g_assert_true (known[field - lineup_item_fields (NULL)]
                         == ((keys[i].answers & answers[answer].answer) != 0));
        }
    }
}

/* Lists tell every field that there is, and details each of theirs. */
static void
test_complete (void)
{
  gboolean in_lists[MAX_FIELDS] = { FALSE };
  gboolean in_details[MAX_FIELDS] = { FALSE };
  gsize n_keys = 0;
  const LineupPanelKey *keys = lineup_panel_keys (&n_keys);
  guint i = 0;

  for (gsize answer = 0; answer < G_N_ELEMENTS (answers); answer++)
    {
      const gboolean is_list = answers[answer].list != LINEUP_LIST_NONE;

      note_answer (answer, OWN_KEYS, is_list ? in_lists : in_details);
      for (gsize key = 0; key < n_keys; key++)
        note_key (&keys[key], answer, is_list ? in_lists : in_details);
    }
  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      g_test_message ("%s", field->name);
      g_assert_true (in_lists[i]);
      if (field->offset != G_STRUCT_OFFSET (LineupItem, name))
        g_assert_true (in_details[i] == lineup_item_field_is_detail (field));
      i++;
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/panel-key/types", test_types);
  g_test_add_func ("/panel-key/keys", test_keys);
  g_test_add_func ("/panel-key/complete", test_complete);

  return g_test_run ();
}
