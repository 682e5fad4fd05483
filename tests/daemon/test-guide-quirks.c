/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fake-guide.h"
#include "lineup-guide-client.h"
#include "lineup-test-limits.h"

#include <string.h>

/* What guides really are like (epg-wire-format, section 2), through to the reply on the bus. */

/* One row of the table. Each has a channel of its own, whose id is Q and its place, which stands
 * for
 * `$` in @xml; there, `@M@` is the time M minutes from the base as digits, `@M:N@` the first N of
 * them. */
typedef struct
{
  const char *quirk;
  const char *xml;
  const char *list;    /* as of lineup_guide_client_list() */
  const char *details; /* (nullable): as of lineup_guide_client_describe() */
  const char *epg_id;  /* (nullable): of the catalogue's channel, if not the same */
} Quirk;

#define P(times, rest) "<programme " times " channel='$'>" rest "</programme>"
#define T(title)       "<title>" title "</title>"
#define HOUR           "start='@0@' stop='@60@'"

static const Quirk quirks[] = {
  { "no zone", P (HOUR, T ("A")), "0-60 A" },
  { "no blank before the zone", P ("start='@60@+0100' stop='@120@+0100'", T ("A")), "0-60 A" },
  { "zone forms",
    P ("start='@60@ +01:00' stop='@120@ +01'", T ("A"))
        P ("start='@60@ Z' stop='@180@ BST'", T ("B")),
    "0-60 A 60-120 B" },
  { "unknown zone", P ("start='@0@ XYZ' stop='@60@ Nowhere'", T ("A")), "0-60 A" },
  { "short forms", P ("start='@0:8@' stop='@60:12@'", T ("A")), "0-60 A" },
  { "no stop",
    P ("start='@0@'", T ("A")) P ("start='@60@'", T ("B")) P ("start='@600@'", T ("C")),
    "0-60 A 60-420 B 600-630 C",
    "end-guessed=true" },
  { "no stop, but a length",
    P ("start='@0@'", T ("A") "<length units='minutes'>45</length>"),
    "0-45 A",
    "end-guessed=true" },
  { "stop before start", P ("start='@60@' stop='@60@'", T ("A")), "60-90 A" },
  { "overlap",
    P ("start='@0@' stop='@61@'", T ("A")) P ("start='@60@' stop='@90@'", T ("B")),
    "0-60 A 60-90 B" },
  { "duplicates",
    P (HOUR, T ("A")) P (HOUR, T ("A")) P (HOUR, T ("A") "<desc>Longer</desc>"),
    "0-60 A",
    "description='Longer'" },
  { "extra short item",
    P ("start='@0@' stop='@120@'", T ("A")) P ("start='@30@' stop='@45@'", T ("B")),
    "0-30 A 30-45 B" },
  { "filler",
    P ("start='@0@' stop='@60@'", T ("Filler")) P ("start='@60@' stop='@120@'", T ("Filler")),
    "0-60 Filler 60-120 Filler" },
  { "channel after its programmes, twice",
    P (HOUR, T ("A")) "<channel id='$'><display-name>One</display-name></channel>"
                      "<channel id='$'><display-name>Two</display-name></channel>",
    "0-60 A" },
  { "no channel", "<programme start='@0@' stop='@60@' channel=''>" T ("A") "</programme>", "" },
  { "case",
    "<programme " HOUR " channel='qUiRk.Fr'>" T ("A") "</programme>",
    "0-60 A",
    NULL,
    "Quirk.fr" },
  { "both cases, one",
    "<programme " HOUR " channel='rtl'>" T ("A") "</programme>",
    "0-60 A",
    NULL,
    "rtl" },
  { "both cases, other",
    "<programme " HOUR " channel='RTL'>" T ("B") "</programme>",
    "0-60 B",
    NULL,
    "RTL" },
  { "blanks and entities in ids",
    "<programme " HOUR " channel=' UK: A&amp;E one '>" T ("A") "</programme>",
    "0-60 A",
    NULL,
    "UK: A&E one" },
  { "suffix",
    "<programme " HOUR " channel='Canal4.co'>" T ("A") "</programme>",
    "0-60 A",
    NULL,
    "Canal4.co@SD" },
  { "nonsense id", "<programme " HOUR " channel='n/a'>" T ("A") "</programme>", "", NULL, "n/a" },
  { "one id, another channel", "", "0-60 B", NULL, "RTL" },
  { "languages",
    P (HOUR, "<title lang='xx'>First</title><title lang='yy'>Second</title>"),
    "0-60 First",
    "lang='xx'" },
  { "order of children",
    P (HOUR, "<icon src='http://x.example/p.jpg'/><desc>D</desc>" T ("A")),
    "0-60 A",
    "description='D' icon='http://x.example/p.jpg'" },
  { "xmltv_ns",
    P (HOUR, T ("A") "<episode-num system='xmltv_ns'>1 . 4/12 . 0/2</episode-num>"),
    "0-60 A",
    "episode-text='1 . 4/12 . 0/2' episode=5 season=2" },
  { "onscreen",
    P (HOUR, T ("A") "<episode-num>S44 E7802</episode-num>"),
    "0-60 A",
    "episode-text='S44 E7802' episode=7802 season=44" },
  { "date", P (HOUR, T ("A") "<date>20190501</date>"), "0-60 A", "year=2019" },
  { "ratings",
    P (HOUR,
       T ("A") "<rating system='K'><value>12+</value></rating><rating><value>Grof</value></rating>"
               "<star-rating><value>4/5</value></star-rating>"),
    "0-60 A",
    "age-rating='12+' rating=8.0" },
  { "flags",
    P (HOUR, T ("A") "<new/><premiere/><live/><last-chance/>"),
    "0-60 A",
    "flags=['new', 'live', 'premiere', 'last-chance']" },
  { "repeat", P (HOUR, T ("A") "<previously-shown/>"), "0-60 A", "flags=['repeat']" },
  { "icon with a bare ampersand",
    P (HOUR, T ("A") "<icon src=''/><icon src='http://x.example/p?a=1&b=2'/>"),
    "0-60 A",
    "icon='http://x.example/p?a=1&b=2'" },
  { "clumpidx",
    P (HOUR " clumpidx='0/2'", T ("Clump 1")) P (HOUR " clumpidx='1/2'", T ("Clump 2")),
    "0-60 Clump 1" },
  { "bare ampersand", P (HOUR, T ("Dailey & Vincent")), "0-60 Dailey & Vincent" },
  { "HTML entities",
    P (HOUR, T ("T&eacute;l&eacute;&nbsp;&unknown; &#233;&amp;lt;")),
    "0-60 T\xc3\xa9l\xc3\xa9\xc2\xa0&unknown; \xc3\xa9&lt;" },
  { "CDATA", P (HOUR, "<title><![CDATA[A & <B>]]></title>"), "0-60 A & <B>" },
  { "element that breaks off",
    "<programme start='@0@' stop='@60@' channel='$'><title>Broken</ti " P (
        "start='@60@' stop='@120@'", T ("B")),
    "60-120 B" },
  { "no blank between attributes",
    "<programme start='@0@'stop='@60@'channel='$'>" T ("A") "</programme>",
    "0-60 A" },
  { "what is no XML",
    P (HOUR, T ("A") "<url>http://x />") P ("start='@60@' stop='@120@'", T ("B")),
    "0-60 A 60-120 B" },
  { "control characters and what is no UTF-8",
    P (HOUR,
       T ("A\x1a"
          "B\xe4"
          "C")),
    "0-60 A B\xef\xbf\xbd"
    "C" },
  { "order and quotes of attributes",
    "<programme channel=\"$\" stop=\"@60@\" start=\"@0@\"><title>A</title></programme>",
    "0-60 A" },
  { "no title", P (HOUR, "<desc>D</desc>"), "" },
  { "no time", P ("start='soon'", T ("A")), "" },
  { "1970 and 2100",
    P ("start='19700101000001' stop='19700101010000'", T ("Old")) P (HOUR, T ("A")),
    "0-60 A" },
};

static char *
format_time (const char *minutes)
{
  char *end = NULL;
  const gint64 offset = g_ascii_strtoll (minutes, &end, 10);
  const gsize length = *end == ':' ? g_ascii_strtoull (end + 1, NULL, 10) : 14;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (lineup_guide_client_get_base ()
                                                              + offset * 60);
  g_autofree char *digits = g_date_time_format (time, "%Y%m%d%H%M%S");

  return g_strndup (digits, length);
}

static void
add_quirk (GString *xml, const char *text, const char *id)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      const char *end = *p == '@' ? strchr (p + 1, '@') : NULL;

      if (*p == '$')
        g_string_append (xml, id);
      else if (end != NULL && end > p + 1 && strspn (p + 1, "-:0123456789") == (gsize)(end - p - 1))
        {
          g_autofree char *time = format_time (p + 1);

          g_string_append (xml, time);
          p = end;
        }
      else
        g_string_append_c (xml, *p);
    }
}

static char *
make_guide (void)
{
  GString *xml = g_string_new ("\xef\xbb\xbf\n<?xml version='1.0' encoding='UTF-8'?>\n"
                               "<!DOCTYPE tv\n SYSTEM \"xmltv.dtd\"\n>\n<tv x=\"&y\">");

  for (gsize i = 0; i < G_N_ELEMENTS (quirks); i++)
    {
      g_autofree char *id = g_strdup_printf ("Q%" G_GSIZE_FORMAT ".x", i);

      add_quirk (xml, quirks[i].xml, id);
    }
  g_string_append (xml, "</tv>");
  return g_string_free (xml, FALSE);
}

static void
begin (LineupDaemonFixture *fixture)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *xml = make_guide ();

  for (gsize i = 0; i < G_N_ELEMENTS (quirks); i++)
    g_ptr_array_add (ids,
                     quirks[i].epg_id != NULL ? g_strdup (quirks[i].epg_id)
                                              : g_strdup_printf ("Q%" G_GSIZE_FORMAT ".x", i));
  g_ptr_array_add (ids, NULL);
  lineup_fake_panel_set_text (fixture->panel, LINEUP_REQUEST_GUIDE, xml);
  lineup_guide_client_begin (fixture, (const char *const *)ids->pdata);
}

static void
assert_quirks (LineupDaemonFixture *fixture)
{
  guint n_wrong = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (quirks); i++)
    {
      g_autofree char *list = lineup_guide_client_list (fixture, (gint64)i + 1);
      g_autofree char *details = NULL;

      if (!g_str_equal (list, quirks[i].list))
        {
          g_test_message ("%s: %s, not %s", quirks[i].quirk, list, quirks[i].list);
          n_wrong++;
        }
      if (quirks[i].details == NULL)
        continue;
      details = lineup_guide_client_describe (fixture, (gint64)i + 1);
      if (!g_str_equal (details, quirks[i].details))
        {
          g_test_message ("%s: %s, not %s", quirks[i].quirk, details, quirks[i].details);
          n_wrong++;
        }
    }
  g_assert_cmpuint (n_wrong, ==, 0);
}

static void
test_quirks (LineupDaemonFixture *fixture, gconstpointer data)
{
  begin (fixture);
  lineup_guide_client_assert_source (fixture, "panel", "ok", "");
  assert_quirks (fixture);

  /* What is read again says the same. */
  lineup_guide_client_assert_synced (fixture, "completed");
  assert_quirks (fixture);
}

/* Converts, packs or unpacks; with a program of the system's. */
static GBytes *
filter (const char *const *argv, const char *text, gssize length)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) input = g_bytes_new (text, length < 0 ? strlen (text) : (gsize)length);
  g_autoptr (GError) error = NULL;
  GBytes *output = NULL;

  process = g_subprocess_newv (argv,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, input, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  return output;
}

static const char *const one_channel[] = { "one.fr", NULL };

#define TITLE "C\xc3\xa9sar \xe2\x82\xac"

static void
read_and_check (LineupDaemonFixture *fixture, GBytes *body, const char *title)
{
  g_autofree char *expected = g_strconcat ("0-60 ", title, NULL);

  lineup_fake_panel_set_text (fixture->panel, LINEUP_REQUEST_GUIDE, "<tv></tv>");
  lineup_fake_panel_set_body (fixture->panel, LINEUP_REQUEST_GUIDE, body);
  lineup_guide_client_assert_synced (fixture, "completed");
  lineup_guide_client_assert_list (fixture, 1, expected);
}

/* Whatever it is packed in, and in whatever encoding it says it is, or does not. */
static void
test_wrappings (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const titles[] = { TITLE, NULL };
  const char *const gzip[] = { "gzip", "-c", NULL };
  const char *const xz[] = { "xz", "-c", NULL };
  static const char *const encodings[] = { "ISO-8859-15", "WINDOWS-1252", "UTF-16LE", "UTF-8" };
  g_autofree char *xml = lineup_guide_client_make_xml ("one.fr", titles);
  const char *const declaration = "<?xml version='1.0'?>";
  g_autoptr (GBytes) packed = filter (gzip, xml, -1);
  g_autoptr (GBytes) twice = filter (
      gzip, g_bytes_get_data (packed, NULL), (gssize)g_bytes_get_size (packed));
  g_autoptr (GBytes) in_xz = filter (xz, xml, -1);

  lineup_guide_client_begin (fixture, one_channel);
  read_and_check (fixture, packed, TITLE);
  read_and_check (fixture, twice, TITLE);
  read_and_check (fixture, in_xz, TITLE);
  lineup_fake_panel_add_fault (fixture->panel, "xmltv=gzip");
  read_and_check (fixture, packed, TITLE);
  lineup_fake_panel_clear_faults (fixture->panel);

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autofree char *declared = g_strdup_printf ("%s<?xml version='1.0' encoding='%s'?>%s",
                                                   i == 2 ? "\xef\xbb\xbf" : "",
                                                   i == 2 ? "UTF-16" : encodings[i],
                                                   xml + strlen (declaration));
      gsize length = 0;
      g_autoptr (GError) error = NULL;
      char *text = g_convert (declared, -1, encodings[i], "UTF-8", NULL, &length, &error);
      g_autoptr (GBytes) body = NULL;

      g_assert_no_error (error);
      body = g_bytes_new_take (text, length);
      read_and_check (fixture, body, TITLE);
    }
}

static guint64
get_peak (LineupDaemonFixture *fixture)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/status",
                                           lineup_daemon_process_get_pid (fixture->process));
  g_autofree char *text = NULL;
  const char *peak = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  peak = strstr (text, "VmHWM:");
  g_assert_nonnull (peak);
  return g_ascii_strtoull (peak + strlen ("VmHWM:"), NULL, 10);
}

/* Guides that would fill a memory: of a great many channels that nobody has, and of programmes that
 * come again and again. */
static void
test_flood (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakeCatalogue) catalogue = lineup_fake_catalogue_new (1, 20, 10, 10);
  g_autoptr (LineupFakeGuide) strangers = lineup_fake_guide_new (catalogue, 0);
  g_autoptr (LineupFakeGuide) copies = lineup_fake_guide_new (catalogue, 0);
  g_autofree char *status = NULL;
  guint64 before = 0;
  guint64 programmes = 0;

  lineup_fake_guide_set_window (strangers, 0, 3600);
  lineup_fake_guide_set_strangers (strangers, 20000);
  lineup_fake_guide_set_copies (copies, 100);
  lineup_client_give_catalogue (fixture, 20, 10, 10, 0, 0);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  g_free (lineup_guide_client_sync (fixture));

  before = get_peak (fixture);
  lineup_fake_panel_set_guide (fixture->panel, copies);
  lineup_guide_client_assert_synced (fixture, "completed");
  g_assert_cmpuint (lineup_guide_client_get_number (fixture, "panel", "programmes"), <, 20000);
  lineup_fake_panel_set_guide (fixture->panel, strangers);
  lineup_guide_client_assert_synced (fixture, "completed");
  programmes = lineup_guide_client_get_number (fixture, "panel", "programmes");
  g_assert_cmpuint (programmes, >, 0);
  g_assert_cmpuint (programmes, <, 2000);
  g_test_message ("%" G_GUINT64_FORMAT " KiB, then %" G_GUINT64_FORMAT, before, get_peak (fixture));
  /* Sanitizers, and what else slows a test down, keep what is freed. */
  if (lineup_test_limit (1) == 1)
    g_assert_cmpuint (get_peak (fixture) - before, <, 32 * 1024);
}

/* What a panel's guide lacks is asked of it for one channel that somebody opens, and for no more.
 */
static void
test_short (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "one.fr", "two.fr", NULL };
  static const char *const titles[] = { "A", NULL };
  const gint64 base = lineup_guide_client_get_base ();
  g_autofree char *xml = lineup_guide_client_make_xml ("one.fr", titles);
  g_autofree char *json = g_strdup_printf (
      "{\"epg_listings\":[{\"title\":\"U2hvcnQ=\",\"description\":\"\",\"start_timestamp\":"
      "%" G_GINT64_FORMAT ",\"stop_timestamp\":%" G_GINT64_FORMAT "}]}",
      base,
      base + 3600);
  guint index = 0;

  lineup_fake_panel_set_text (fixture->panel, LINEUP_REQUEST_GUIDE, xml);
  lineup_fake_panel_set_text (fixture->panel, "get_short_epg", json);
  lineup_fake_panel_set_text (fixture->panel, "get_simple_data_table", "{\"epg_listings\":[]}");
  lineup_guide_client_begin (fixture, ids);
  lineup_guide_client_assert_list (fixture, 1, "0-60 A");
  index = lineup_signal_log_get_length (fixture->signals);
  lineup_guide_client_assert_list (fixture, 2, "");
  lineup_daemon_fixture_wait_member (fixture, index, NULL, "GuideChanged");
  lineup_request_log_wait_ended (fixture->requests, "get_short_epg", 1);
  while (TRUE)
    {
      g_autofree char *list = lineup_guide_client_list (fixture, 2);

      if (g_str_equal (list, "0-60 Short"))
        break;
      index = lineup_daemon_fixture_wait_member (fixture, index, NULL, "GuideChanged") + 1;
    }
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, "get_simple_data_table"), ==, 1);
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, "get_short_epg"), ==, 1);

  /* The whole guide does not take it away, nor is anything asked again. */
  lineup_guide_client_assert_synced (fixture, "completed");
  lineup_guide_client_assert_list (fixture, 2, "0-60 Short");
  lineup_guide_client_assert_list (fixture, 1, "0-60 A");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, "get_simple_data_table"), ==, 1);
}

/* What the tools of the real package write. */
static void
test_tools (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const titles[] = { TITLE, "B", NULL };
  const char *const sort[] = { "tv_sort", NULL };
  const char *const cat[] = { "tv_cat", NULL };
  g_autofree char *found = g_find_program_in_path ("tv_sort");
  g_autofree char *xml = lineup_guide_client_make_xml ("one.fr", titles);
  g_autoptr (GBytes) sorted = NULL;
  g_autoptr (GBytes) joined = NULL;

  if (found == NULL)
    {
      g_test_skip ("xmltv-util is not installed");
      return;
    }
  sorted = filter (sort, xml, -1);
  joined = filter (cat, g_bytes_get_data (sorted, NULL), (gssize)g_bytes_get_size (sorted));
  lineup_guide_client_begin (fixture, one_channel);
  read_and_check (fixture, sorted, TITLE " 60-120 B");
  read_and_check (fixture, joined, TITLE " 60-120 B");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/guide-quirks/quirks", test_quirks);
  lineup_daemon_test ("/guide-quirks/wrappings", test_wrappings);
  lineup_daemon_test ("/guide-quirks/flood", test_flood);
  lineup_daemon_test ("/guide-quirks/short", test_short);
  lineup_daemon_test ("/guide-quirks/tools", test_tools);

  return g_test_run ();
}
