/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-xmltv-splitter.h"

#include <string.h>

/* Guides, broken ones too, in chunks of any size. */

#define BEGIN "<?xml version=\"1.0\"?>\n<!DOCTYPE tv SYSTEM \"xmltv.dtd\">\n<tv name=\"x\">\n"
#define ONE   "<channel id=\"1\"><display-name>One</display-name></channel>"
#define TWO   "<programme start=\"2026\" channel=\"1\"><title>Two</title></programme>"
#define THREE "<programme start=\"2027\" channel=\"1\"><title>Three</title></programme>"

/* Returns what a guide is split into, a line an element, and how it ended. */
static char *
split (const char *data, gsize length, gsize size)
{
  g_autoptr (LineupXmltvSplitter) splitter = lineup_xmltv_splitter_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  LineupXmltvElement element;
  LineupXmltvStatus status = LINEUP_XMLTV_MORE;
  gsize offset = 0;

  for (gboolean ended = FALSE; status != LINEUP_XMLTV_ERROR && !ended; offset += size)
    {
      const gsize n = MIN (size, length - MIN (offset, length));
      g_autofree char *chunk = n > 0 ? g_memdup2 (data + offset, n) : NULL;

      ended = n == 0;
      if (ended)
        lineup_xmltv_splitter_end (splitter);
      else
        lineup_xmltv_splitter_push (splitter, chunk, n);
      while ((status = lineup_xmltv_splitter_next (splitter, &element, &error))
             == LINEUP_XMLTV_ELEMENT)
        {
          g_assert_cmpuint (element.offset + element.length, <=, length);
          g_assert_cmpmem (element.data, element.length, data + element.offset, element.length);
          g_string_append_printf (text,
                                  "%s%s %.*s\n",
                                  element.is_channel ? "c" : "p",
                                  element.is_closed ? "" : "!",
                                  (int)MIN (element.length, 100),
                                  element.data);
        }
    }
  if (error != NULL)
    g_string_append (text, error->message);
  else
    g_string_append_printf (text,
                            "%s, %" G_GUINT64_FORMAT " too long, %" G_GUINT64_FORMAT " cut",
                            lineup_xmltv_splitter_is_closed (splitter) ? "closed" : "open",
                            lineup_xmltv_splitter_get_too_long (splitter),
                            lineup_xmltv_splitter_get_cut (splitter));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A guide, in which a `*` stands for more than an element may have, and what it is split into. */
static const struct
{
  const char *name;
  const char *guide;
  const char *expected;
} cases[] = {
  { "plain", BEGIN ONE TWO "</tv>\n", "c " ONE "\np " TWO "\nclosed, 0 too long, 0 cut" },
  { "any-order",
    BEGIN TWO ONE THREE "</tv>",
    "p " TWO "\nc " ONE "\np " THREE "\nclosed, 0 too long, 0 cut" },
  { "empty-guide", BEGIN "</tv>", "closed, 0 too long, 0 cut" },
  { "self-closing",
    BEGIN "<channel id=\"a>b\"/><programme start='2026/' channel='/'/></tv>",
    "c! <channel id=\"a>b\"/>\np <programme start='2026/' channel='/'/>\nclosed, 0 too long, 0 "
    "cut" },
  { "not-closed",
    BEGIN "<programme a>" TWO "<channel b>" ONE "<programme c></tv>",
    "p! <programme a>\np " TWO "\nc! <channel b>\nc " ONE
    "\np! <programme c>\nclosed, 0 too long, 0 cut" },
  { "start-tag-not-closed",
    BEGIN "<programme a=\"" TWO "<programme b <channel c/></tv>",
    "p! <programme a=\"\np " TWO "\np! <programme b \nc <channel c/>\nclosed, 0 too long, 0 cut" },
  { "cut", BEGIN ONE "<programme start", "c " ONE "\nopen, 0 too long, 1 cut" },
  { "cut-name", BEGIN ONE "<programm", "c " ONE "\nopen, 0 too long, 0 cut" },
  { "cut-end", BEGIN ONE TWO "</tv", "c " ONE "\np " TWO "\nopen, 0 too long, 0 cut" },
  { "no-end", BEGIN ONE, "c " ONE "\nopen, 0 too long, 0 cut" },
  { "end-with-blanks",
    BEGIN "<channel id='1'></channel \n></tv >",
    "c <channel id='1'></channel \n>\nclosed, 0 too long, 0 cut" },
  { "like-names",
    BEGIN "<programmes><channels><tv2>" TWO "</programmes></tv>",
    "p " TWO "\nclosed, 0 too long, 0 cut" },
  { "like-ends",
    BEGIN "<channel></channels></programme></channel></tv>",
    "c <channel></channels></programme></channel>\nclosed, 0 too long, 0 cut" },
  { "comment", BEGIN "<!-- " TWO " -- > -->" ONE "</tv>", "c " ONE "\nclosed, 0 too long, 0 cut" },
  { "comment-inside",
    BEGIN "<channel><!-- </channel><channel> --></channel></tv>",
    "c <channel><!-- </channel><channel> --></channel>\nclosed, 0 too long, 0 cut" },
  { "cdata",
    BEGIN "<channel><![CDATA[</channel><channel>]]></channel></tv>",
    "c <channel><![CDATA[</channel><channel>]]></channel>\nclosed, 0 too long, 0 cut" },
  { "instruction", BEGIN "<?x " TWO "?>" ONE "</tv>", "c " ONE "\nclosed, 0 too long, 0 cut" },
  { "doctype",
    "<!DOCTYPE tv [ <!ENTITY a '<tv><programme>]>'> <!ENTITY b \"]>\"> ]><tv>" ONE "</tv>",
    "c " ONE "\nclosed, 0 too long, 0 cut" },
  { "doctype-open", "<!DOCTYPE tv [ <tv>" ONE "</tv>", "c " ONE "\nclosed, 0 too long, 0 cut" },
  { "comment-open", BEGIN "<!-- " ONE "</tv>", "c " ONE "\nclosed, 0 too long, 0 cut" },
  { "comment-endless",
    BEGIN "<!-- " ONE "*" TWO "</tv>",
    "c " ONE "\np " TWO "\nclosed, 0 too long, 0 cut" },
  { "comment-long",
    BEGIN "<!-- " ONE "*-->" TWO "</tv>",
    "c " ONE "\np " TWO "\nclosed, 0 too long, 0 cut" },
  { "cdata-endless",
    BEGIN "<programme><![CDATA[" ONE "*" TWO "</tv>",
    "c " ONE "\np " TWO "\nclosed, 1 too long, 0 cut" },
  { "cdatas-endless",
    BEGIN "<programme><![CDATA[<programme><![CDATA[" ONE "*" TWO "*]]></tv>",
    "c " ONE "\np " TWO "\nclosed, 2 too long, 0 cut" },
  { "long", BEGIN "<programme>*</programme>" TWO "</tv>", "p " TWO "\nclosed, 1 too long, 0 cut" },
  { "long-tag", BEGIN "<programme *>" TWO "</tv>", "p " TWO "\nclosed, 1 too long, 0 cut" },
  { "long-between", BEGIN ONE "*" TWO "</tv>*", "c " ONE "\np " TWO "\nclosed, 0 too long, 0 cut" },
  { "long-last", BEGIN ONE "<programme>*", "c " ONE "\nopen, 1 too long, 0 cut" },
  { "two-guides",
    BEGIN ONE "</tv>" BEGIN TWO "</tv>",
    "c " ONE "\np " TWO "\nclosed, 0 too long, 0 cut" },
  { "second-cut", BEGIN ONE "</tv>" BEGIN TWO, "c " ONE "\np " TWO "\nopen, 0 too long, 0 cut" },
  { "no-declaration", "<tv>" ONE "</tv>", "c " ONE "\nclosed, 0 too long, 0 cut" },
  { "warning",
    "<b>Warning</b>: foo < 3 in <programme>\n" BEGIN ONE "</tv>",
    "c " ONE "\nclosed, 0 too long, 0 cut" },
  { "nothing", "", "The answer is empty" },
  { "blanks", "\xef\xbb\xbf \n", "The answer is empty" },
  { "junk", "Hello", "The answer is no guide" },
  { "late", "*" BEGIN ONE "</tv>", "The answer is no guide" },
  { "rss", "<rss><channel><title>tv</title></channel></rss>", "The answer is no guide" },
  { "json", " {\"user_info\":{\"auth\":0}}", "The answer is data of another kind, not a guide" },
  { "json-list", "[]", "The answer is data of another kind, not a guide" },
  { "playlist",
    "#EXTM3U url-tvg=\"http://example.org/\"\n",
    "The answer is a playlist, not a guide" },
  { "page", "\n<!doctype HTML><p><tv-set>", "The answer is a web page, not a guide" },
  { "page-long", "<html>*", "The answer is a web page, not a guide" },
};

static GString *
write_out (const char *guide)
{
  GString *text = g_string_new (NULL);

  for (const char *c = guide; *c != '\0'; c++)
    {
      if (*c != '*')
        g_string_append_c (text, *c);
      else
        for (guint i = 0; i <= LINEUP_XMLTV_MAX_ELEMENT / 16; i++)
          g_string_append (text, "0123456789abcdef");
    }
  return text;
}

static void
test_case (gconstpointer data)
{
  static const gsize sizes[] = { 1, 2, 3, 5, 7, 11, 64, 1000, 4095, 4096, 64 * 1024, 1 << 30 };
  const gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GString) guide = write_out (cases[i].guide);

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autofree char *text = NULL;

      /* A byte at a time is for what is short. */
      if (sizes[s] < 1000 && guide->len > LINEUP_XMLTV_MAX_ELEMENT)
        continue;
      text = split (guide->str, guide->len, sizes[s]);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* A guide that ends anywhere has all elements that ended before. */
static void
test_truncation (void)
{
  static const char *const guide = BEGIN ONE "\n" TWO "\n" THREE "</tv>\n";
  const gsize one = (gsize)(strstr (guide, "</channel>") - guide) + strlen ("</channel>");
  const gsize two = (gsize)(strstr (guide, "</programme>") - guide) + strlen ("</programme>");
  const gsize three = (gsize)(strstr (guide, "</tv>") - guide);
  const gsize tv = (gsize)(strstr (guide, "<tv") - guide) + strlen ("<tv ");

  for (gsize length = tv; length <= strlen (guide); length++)
    {
      for (gsize size = 1; size < 100; size += 7)
        {
          g_autofree char *text = split (guide, length, size);
          const gsize n = (length >= one) + (length >= two) + (length >= three);
          g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

          g_assert_cmpuint (g_strv_length (lines), ==, n + 1);
          g_assert_cmpint (
              g_str_has_prefix (lines[n], "closed"), ==, length >= three + strlen ("</tv>"));
        }
    }
}

/* What looks like a beginning, again and again, takes no time beyond that of its bytes. */
static void
test_hostile (void)
{
  static const char *const pieces[]
      = { "<programme <![CDATA[", "<programme <!--", "<!--", "<?", "<![CDATA[",
          "<programme ",          "<channel/",       "<",    "</", "</tv",
          "<!DOCTYPE [" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) guide = g_string_new (BEGIN);
      g_autofree char *text = NULL;

      while (guide->len < 1024 * 1024)
        g_string_append (guide, pieces[i]);
      text = split (guide->str, guide->len, 64 * 1024);
      g_assert_nonnull (strstr (text, "too long"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/xmltv-splitter/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/xmltv-splitter/truncation", test_truncation);
  g_test_add_func ("/xmltv-splitter/hostile", test_hostile);
  return g_test_run ();
}
