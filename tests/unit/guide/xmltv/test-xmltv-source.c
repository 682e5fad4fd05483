/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-hash.h"
#include "lineup-xmltv-source.h"

#include <string.h>

/* A guide that comes through a queue. */

#define GUIDE                                                                                      \
  "<?xml version='1.0'?><tv><channel id='a'><display-name>A</display-name></channel><channel "     \
  "id=''/>"                                                                                        \
  "<programme start='2026' stop='2027' channel=' a&amp;b '><title>T</title></programme>"           \
  "<programme start='20270201' channel='a'><title>T</title></programme>"                           \
  "<programme start='20270202' channel='a'></programme>"                                           \
  "<programme start='never' channel='a'><title>T</title></programme>"

typedef struct
{
  LineupByteQueue *queue;    /* (owned) */
  LineupGuideSource *source; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->queue = lineup_byte_queue_new (G_MAXSIZE);
  fixture->source = LINEUP_GUIDE_SOURCE (lineup_xmltv_source_new (fixture->queue, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->source);
  /* Calls that are done still have to say so. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->queue);
}

static void
push (Fixture *fixture, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  /* There is room for all of it at once. */
  lineup_byte_queue_push_async (fixture->queue, bytes, NULL, NULL, NULL);
}

static void
assert_next (Fixture *fixture, LineupItemSourceState expected, LineupGuideElement *element)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (lineup_guide_source_next (fixture->source, element, &error), ==, expected);
  if (expected != LINEUP_ITEM_SOURCE_ERROR)
    g_assert_no_error (error);
}

static void
assert_channel (const LineupGuideElement *element, const char *channel)
{
  g_assert_cmpmem (element->channel, element->channel_length, channel, strlen (channel));
}

/* Reads what GUIDE has in it. */
static void
assert_guide (Fixture *fixture)
{
  LineupGuideElement element;
  LineupGuideChannel channel;
  LineupProgramme programme;
  guint64 body = 0;

  assert_next (fixture, LINEUP_ITEM_SOURCE_ELEMENT, &element);
  g_assert_true (element.is_channel);
  assert_channel (&element, "a");
  g_assert_true (lineup_guide_source_decode_channel (fixture->source, &element, &channel));
  g_assert_cmpstr (channel.id, ==, "a");
  g_assert_cmpuint (channel.n_names, ==, 1);

  assert_next (fixture, LINEUP_ITEM_SOURCE_ELEMENT, &element);
  g_assert_false (element.is_channel);
  assert_channel (&element, "a&b");
  g_assert_cmpint (element.start, ==, 1767225600);
  g_assert_cmpint (element.stop, ==, 1798761600);
  g_assert_true (lineup_guide_source_decode_programme (fixture->source, &element, &programme));
  g_assert_cmpstr (programme.titles[0].text, ==, "T");
  g_assert_cmpstr (programme.guide_channel, ==, "a&b");
  body = element.body;

  assert_next (fixture, LINEUP_ITEM_SOURCE_ELEMENT, &element);
  g_assert_cmpint (element.stop, ==, 0);
  g_assert_cmpuint (element.body, ==, body);
  g_assert_true (lineup_guide_source_decode_programme (fixture->source, &element, &programme));

  assert_next (fixture, LINEUP_ITEM_SOURCE_ELEMENT, &element);
  g_assert_cmpuint (element.body, !=, body);
  g_assert_false (lineup_guide_source_decode_programme (fixture->source, &element, &programme));
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  LineupGuideElement element;

  assert_next (fixture, LINEUP_ITEM_SOURCE_WAIT, &element);
  push (fixture, GUIDE);
  assert_guide (fixture);
  assert_next (fixture, LINEUP_ITEM_SOURCE_WAIT, &element);
  g_assert_cmpuint (lineup_guide_source_get_rejected (fixture->source), ==, 3);
  push (fixture, "</tv>");
  lineup_byte_queue_close (fixture->queue, NULL);
  assert_next (fixture, LINEUP_ITEM_SOURCE_END, &element);
  g_assert_cmpuint (lineup_guide_source_get_n_same (fixture->source), ==, 0);
  g_assert_cmpuint (lineup_guide_source_get_blocks (fixture->source)->len, ==, 1);
}

/* What came before an error is told before it. */
static void
test_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) closed = g_error_new (LINEUP_ERROR, LINEUP_ERROR_OFFLINE, "Away");
  g_autoptr (GError) error = NULL;
  LineupGuideElement element;

  push (fixture, GUIDE "<programme");
  lineup_byte_queue_close (fixture->queue, closed);
  assert_guide (fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_error (&error);
      g_assert_cmpint (lineup_guide_source_next (fixture->source, &element, &error),
                       ==,
                       LINEUP_ITEM_SOURCE_ERROR);
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_OFFLINE);
    }
}

/* What ends a connection after the guide's end is no fault of the guide's. */
static void
test_error_after_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) closed = g_error_new (LINEUP_ERROR, LINEUP_ERROR_OFFLINE, "Away");
  LineupGuideElement element;

  push (fixture, GUIDE "</tv>");
  lineup_byte_queue_close (fixture->queue, closed);
  assert_guide (fixture);
  assert_next (fixture, LINEUP_ITEM_SOURCE_END, &element);
}

static void
test_cut (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  LineupGuideElement element;

  push (fixture, GUIDE);
  lineup_byte_queue_close (fixture->queue, NULL);
  assert_guide (fixture);
  g_assert_cmpint (
      lineup_guide_source_next (fixture->source, &element, &error), ==, LINEUP_ITEM_SOURCE_ERROR);
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  g_assert_true (lineup_error_is_transient (error));
}

static void
test_no_guide (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  LineupGuideElement element;

  push (fixture, "<html>Secret</html>");
  lineup_byte_queue_close (fixture->queue, NULL);
  g_assert_cmpint (
      lineup_guide_source_next (fixture->source, &element, &error), ==, LINEUP_ITEM_SOURCE_ERROR);
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  g_assert_null (strstr (error->message, "Secret"));
}

static void
count (gpointer data)
{
  (*(guint *)data)++;
}

static void
test_wait (Fixture *fixture, gconstpointer data)
{
  LineupGuideElement element;
  guint n = 0;

  assert_next (fixture, LINEUP_ITEM_SOURCE_WAIT, &element);
  lineup_guide_source_wait (fixture->source, count, &n);
  g_assert_cmpuint (n, ==, 0);
  push (fixture, GUIDE);
  g_assert_cmpuint (n, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/xmltv-source/whole", Fixture, NULL, set_up, test_whole, tear_down);
  g_test_add ("/xmltv-source/error", Fixture, NULL, set_up, test_error, tear_down);
  g_test_add (
      "/xmltv-source/error-after-end", Fixture, NULL, set_up, test_error_after_end, tear_down);
  g_test_add ("/xmltv-source/cut", Fixture, NULL, set_up, test_cut, tear_down);
  g_test_add ("/xmltv-source/no-guide", Fixture, NULL, set_up, test_no_guide, tear_down);
  g_test_add ("/xmltv-source/wait", Fixture, NULL, set_up, test_wait, tear_down);
  return g_test_run ();
}
