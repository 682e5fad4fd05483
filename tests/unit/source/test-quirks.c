/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-decoder.h"
#include "lineup-details-decoder.h"
#include "lineup-error.h"
#include "lineup-item-decoder.h"
#include "lineup-item-text.h"
#include "lineup-list-reader.h"
#include "lineup-quirks.h"
#include "lineup-servers.h"

#include <string.h>

/* Unix seconds, for panels that don't tell their own time. */
#define NOW 1760000000

/* --- What becomes of an answer --- */

typedef struct
{
  GString *text; /* (owned): as a quirk's outcome */
  guint64 rejected;
  GError *error; /* (owned) (nullable) */
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_string_free (outcome->text, TRUE);
  g_clear_error (&outcome->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
add_line (GString *text, const char *line)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/* Returns the text of an element; %NULL if it costs only itself. */
static char *
decode_element (LineupItemDecoder *decoder, LineupList list, const char *element, gsize length)
{
  LineupItem item;
  LineupCategory category;

  if (lineup_list_has_categories (list))
    return lineup_item_decoder_decode_category (decoder, element, length, &category)
               ? lineup_category_to_text (&category)
               : NULL;
  return lineup_item_decoder_decode_item (decoder, element, length, &item)
             ? lineup_item_to_text (&item)
             : NULL;
}

static void
read_list (Outcome *outcome, LineupList list, const char *answer, gsize length, gsize chunk_size)
{
  g_autoptr (LineupListReader) reader = lineup_list_reader_new ();
  g_autoptr (LineupItemDecoder) decoder = lineup_item_decoder_new (list);

  for (gsize offset = 0; offset < length && outcome->error == NULL; offset += chunk_size)
    {
      const char *element = NULL;
      gsize element_length = 0;

      lineup_list_reader_push (reader, answer + offset, MIN (chunk_size, length - offset));
      while (lineup_list_reader_next (reader, &element, &element_length, &outcome->error)
             == LINEUP_LIST_READER_ELEMENT)
        {
          g_autofree char *line = decode_element (decoder, list, element, element_length);

          if (line != NULL)
            add_line (outcome->text, line);
          else
            outcome->rejected++;
        }
    }

  if (outcome->error == NULL)
    lineup_list_reader_finish (reader, &outcome->error);
  outcome->rejected += lineup_list_reader_get_rejected (reader);
}

static void
read_details (Outcome *outcome, LineupKind kind, GBytes *body)
{
  g_autoptr (LineupDetails) details = lineup_details_decode (kind, body, &outcome->error);
  g_autofree char *text = details != NULL ? lineup_details_to_text (details) : NULL;

  if (text != NULL)
    add_line (outcome->text, text);
}

static void
add_time (GString *text, const char *field, gint64 time)
{
  if (time != 0)
    g_string_append_printf (text, " %s=%" G_GINT64_FORMAT, field, time);
}

static void
read_account (Outcome *outcome, GBytes *body)
{
  g_autoptr (LineupAccountInfo) info = lineup_account_decode (body, &outcome->error);
  g_autoptr (GError) refusal = NULL;
  g_autofree char *formats = NULL;
  GString *text = outcome->text;

  if (info == NULL)
    return;
  if (lineup_account_info_check (info, NOW, &refusal))
    g_string_append (text, "usable");
  else
    g_string_append (text,
                     g_error_matches (refusal, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED)
                         ? "AuthFailed"
                         : "AccountExpired");
  g_string_append_printf (text, " %s", lineup_account_status_to_string (info->status));
  add_time (text, "expires", info->expires);
  if (info->max_connections != 0)
    g_string_append_printf (text, " connections=%u", info->max_connections);
  add_time (text, "time", info->panel_time);
  if (info->timezone != NULL)
    g_string_append_printf (text, " zone=%s", info->timezone);
  formats = g_strjoinv (",", info->formats);
  if (*formats != '\0')
    g_string_append_printf (text, " formats=%s", formats);
}

static void
assert_outcome (const LineupQuirk *quirk, const Outcome *outcome)
{
  const char *name = NULL;
  g_autofree char *dbus_name = NULL;
  g_autofree char *error = NULL;

  if (outcome->error != NULL)
    {
      dbus_name = lineup_error_get_dbus_name (outcome->error);
      name = strrchr (dbus_name, '.') + 1;
      error = g_strconcat (
          name, lineup_error_is_transient (outcome->error) ? ", transient" : NULL, NULL);
    }
  g_assert_cmpstr (error, ==, quirk->error);
  g_assert_cmpstr (outcome->text->str, ==, quirk->outcome);
  g_assert_cmpuint (outcome->rejected, ==, quirk->rejected);
}

/* Also in small chunks, which don't matter, and in memory of its own size, for a sanitizer. */
static void
check_list (const LineupQuirk *quirk, LineupList list)
{
  const gsize chunk_sizes[] = { 1, 7, MAX (quirk->length, 1) };
  g_autofree char *answer = g_memdup2 (quirk->answer, quirk->length);

  for (gsize i = 0; i < G_N_ELEMENTS (chunk_sizes); i++)
    {
      g_auto (Outcome) outcome = { .text = g_string_new (NULL) };

      read_list (&outcome, list, answer, quirk->length, chunk_sizes[i]);
      assert_outcome (quirk, &outcome);
    }
}

static void
check_document (const LineupQuirk *quirk)
{
  g_autoptr (GBytes) body = g_bytes_new (quirk->answer, quirk->length);
  g_auto (Outcome) outcome = { .text = g_string_new (NULL) };

  if (g_str_equal (quirk->action, "account"))
    read_account (&outcome, body);
  else if (g_str_equal (quirk->action, "get_vod_info"))
    read_details (&outcome, LINEUP_KIND_MOVIES, body);
  else
    {
      g_assert_cmpstr (quirk->action, ==, "get_series_info");
      read_details (&outcome, LINEUP_KIND_SERIES, body);
    }
  assert_outcome (quirk, &outcome);
}

static void
check_all (const LineupQuirk *quirks, gsize n_quirks)
{
  for (gsize i = 0; i < n_quirks; i++)
    {
      g_autofree char *answer = g_strescape (quirks[i].answer, "\"");
      LineupList list;

      g_test_message ("%s: %s: %s", quirks[i].name, quirks[i].action, answer);
      if (lineup_quirk_get_list (&quirks[i], &list))
        check_list (&quirks[i], list);
      else
        check_document (&quirks[i]);
    }
}

static void
test_answers (void)
{
  gsize n_quirks = 0;
  const LineupQuirk *quirks = lineup_quirks_get (&n_quirks);

  check_all (quirks, n_quirks);
}

/* All that the servers of the document were seen to write, server by server. */
static void
test_servers (void)
{
  static const char *const servers[] = { "XC2",   "R22F", "XC_VM",    "ipt",
                                         "proxy", "Disp", "tuliprox", "m3ue" };
  gsize n_answers = 0;
  const LineupQuirk *answers = lineup_servers_get (&n_answers);

  check_all (answers, n_answers);
  for (gsize i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      gsize n = 0;

      for (gsize k = 0; k < n_answers; k++)
        n += g_str_equal (answers[k].name, servers[i]) ? 1 : 0;
      g_assert_cmpuint (n, >, 1);
    }
}

/* --- Strings beyond all measure --- */

static char *
make_movie (guint id, const char *field, const char *text)
{
  return g_strdup_printf ("{\"stream_id\":%u,\"name\":\"%u\",\"%s\":\"%s\"}", id, id, field, text);
}

/* A picture in the list is dropped, too much text is cut, and what is longer than any element may
 * be costs itself only. */
static void
test_long (void)
{
  g_autofree char *x = g_strnfill (LINEUP_LIST_READER_MAX_ELEMENT, 'x');
  g_autofree char *picture = g_strdup_printf ("data:image\\/jpeg;base64,%.3502s", x);
  g_autofree char *url = g_strdup_printf ("http:\\/\\/x\\/%.3502s", x);
  g_autofree char *plot = g_strndup (x, 100000);
  g_autofree char *with_picture = make_movie (1, "stream_icon", picture);
  g_autofree char *with_url = make_movie (2, "stream_icon", url);
  g_autofree char *with_plot = make_movie (3, "plot", plot);
  g_autofree char *with_all = make_movie (4, "plot", x);
  g_autofree char *last = make_movie (5, "genre", "G");
  g_autofree char *answer = g_strdup_printf (
      "[%s,%s,%s,%s,%s]", with_picture, with_url, with_plot, with_all, last);
  g_autofree char *expected = g_strdup_printf ("1 1\n2 2\n3 3 plot=%.65536s\n5 5 genre=G", x);
  const LineupQuirk quirk
      = { "long", "get_vod_streams", answer, strlen (answer), expected, 1, NULL };

  check_list (&quirk, LINEUP_LIST_MOVIES);
}

/* --- The document --- */

/* What is not in the bytes of one answer, and where it is tested. */
static const struct
{
  const char *name;
  const char *where;
} elsewhere[] = {
  { "Category filter ignored", "unit/sync/test-wire.c" },
  { "Id collision across types", "unit/sync/test-wire.c" },
  { "UA blocking", "unit/source/test-http.c, unit/source/test-http-redirect.c" },
  { "Odd codes", "unit/source/test-http.c" },
  { "Rate limit / bans", "unit/source/test-token-bucket.c, unit/source/test-retry-policy.c" },
  { "Slow", "unit/source/test-http.c, unit/source/test-xtream-list.c" },
  { "Body caps", "unit/source/test-xtream-list.c: nothing of a list is held" },
  { "Compression", "unit/source/test-inflater.c" },
  { "Redirects", "unit/source/test-http-redirect.c" },
  { "Credentials", "unit/source/test-server-url.c, unit/source/test-stream-url.c" },
  { "Base URL", "unit/source/test-server-url.c" },
  { "Host check", "unit/sync/test-wire.c" },
  { "DB side", "unit/catalogue/test-catalogue.c: one transaction a list" },
  { "EPG base64 broken", "programme guides are not fetched" },
  { "EPG missing end / array vs object", "programme guides are not fetched" },
  { "EPG needs stream_id", "programme guides are not fetched" },
  { "XMLTV", "programme guides are not fetched" },
};

static gboolean
is_tested (const char *name)
{
  gsize n_quirks = 0;
  const LineupQuirk *quirks = lineup_quirks_get (&n_quirks);

  for (gsize i = 0; i < n_quirks; i++)
    {
      if (g_str_equal (quirks[i].name, name))
        return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    {
      if (g_str_equal (elsewhere[i].name, name))
        return TRUE;
    }
  return FALSE;
}

/* Each line of the document's table begins with the name of a quirk. */
static void
test_document (void)
{
  const char *shared = g_getenv ("LINEUP_SHARED");
  g_autofree char *path = g_build_filename (
      shared != NULL ? shared : "", "xtream-wire-format.md", NULL);
  g_autofree char *document = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean in_table = FALSE;
  guint n_names = 0;

  if (!g_file_get_contents (path, &document, NULL, NULL))
    {
      g_test_skip ("the document is not here");
      return;
    }

  lines = g_strsplit (document, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], " | ", 2);
      const char *name = g_str_has_prefix (lines[i], "| ") ? cells[0] + strlen ("| ") : NULL;

      if (g_str_has_prefix (lines[i], "## "))
        in_table = g_str_equal (lines[i], "## 2. Quirks");
      if (!in_table || name == NULL || g_str_equal (name, "Quirk"))
        continue;
      g_test_message ("%s", name);
      g_assert_true (is_tested (name));
      n_names++;
    }
  g_assert_cmpuint (n_names, >, 40);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quirks/answers", test_answers);
  g_test_add_func ("/quirks/servers", test_servers);
  g_test_add_func ("/quirks/long", test_long);
  g_test_add_func ("/quirks/document", test_document);

  return g_test_run ();
}
