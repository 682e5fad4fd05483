/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reads a guide that libxml2 takes for well-formed, and says what libxml2 says of it: the channels
 * with their names, the programmes with their titles and descriptions, in their order. */

#include "lineup-xmltv-reader.h"
#include "lineup-xmltv-time.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* --- Ours --- */

static void
add_texts (GString *text, const char *name, const LineupProgrammeText *texts, gsize n_texts)
{
  for (gsize i = 0; i < n_texts; i++)
    g_string_append_printf (
        text, "|%s=%s/%s", name, texts[i].text, texts[i].language != NULL ? texts[i].language : "");
}

static void
add_element (GString *text, LineupXmltvDecoder *decoder, const LineupXmltvElement *element)
{
  LineupGuideChannel channel;
  LineupXmltvAiring airing;
  LineupProgramme programme;

  if (element->is_channel)
    {
      if (!lineup_xmltv_decoder_decode_channel (decoder, element, &channel))
        return;
      g_string_append_printf (text, "c %s", channel.id);
      for (gsize i = 0; i < channel.n_names; i++)
        g_string_append_printf (text, "|%s", channel.names[i]);
    }
  else
    {
      if (!lineup_xmltv_decoder_decode_airing (decoder, element, &airing)
          || !lineup_xmltv_decoder_decode_programme (decoder, element, &airing, &programme))
        return;
      g_string_append_printf (
          text, "p %s %" G_GINT64_FORMAT, programme.guide_channel, programme.start);
      add_texts (text, "title", programme.titles, programme.n_titles);
      add_texts (text, "desc", programme.descriptions, programme.n_descriptions);
    }
  g_string_append_c (text, '\n');
}

static char *
read_guide (const char *data, gsize size)
{
  g_autoptr (LineupXmltvReader) reader = lineup_xmltv_reader_new (NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GString) text = g_string_new (NULL);
  LineupXmltvReaderState state = LINEUP_XMLTV_READER_MORE;
  LineupXmltvElement element;

  lineup_xmltv_reader_push (reader, bytes);
  for (gboolean ended = FALSE; state == LINEUP_XMLTV_READER_MORE; ended = TRUE)
    {
      if (ended)
        lineup_xmltv_reader_end (reader);
      while ((state = lineup_xmltv_reader_next (reader, &element, NULL))
             == LINEUP_XMLTV_READER_ELEMENT)
        add_element (text, lineup_xmltv_reader_get_decoder (reader), &element);
    }
  g_string_append (text, state == LINEUP_XMLTV_READER_END ? "whole" : "not whole");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- libxml2's --- */

static void
ignore (void *context, const char *format, ...)
{
}

/* Blanks around it mean nothing, several are one. */
static char *
collapse (const char *text)
{
  GString *collapsed = g_string_new (NULL);

  for (const char *p = text; p != NULL && *p != '\0'; p++)
    {
      if (strchr (" \t\r\n", *p) == NULL)
        g_string_append_c (collapsed, *p);
      else if (collapsed->len > 0 && collapsed->str[collapsed->len - 1] != ' ')
        g_string_append_c (collapsed, ' ');
    }
  if (collapsed->len > 0 && collapsed->str[collapsed->len - 1] == ' ')
    g_string_truncate (collapsed, collapsed->len - 1);
  return g_string_free (collapsed, collapsed->len == 0);
}

/* Returns NULL for an empty one. */
static char *
get_content (xmlNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
        g_string_append (text, (const char *)child->content);
    }
  return collapse (text->str);
}

static char *
get_attribute (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *)name);
  char *collapsed = collapse ((const char *)value);

  xmlFree (value);
  return collapsed;
}

static gboolean
is_element (xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *)node->name, name) == 0;
}

static void
expect_texts (GString *text, xmlNode *node, const char *element, const char *name)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      g_autofree char *content = is_element (child, element) ? get_content (child) : NULL;
      g_autofree char *language = content != NULL ? get_attribute (child, "lang") : NULL;

      if (content != NULL)
        g_string_append_printf (text, "|%s=%s/%s", name, content, language != NULL ? language : "");
    }
}

static void
expect_channel (GString *text, xmlNode *node)
{
  g_autofree char *id = get_attribute (node, "id");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (id == NULL)
    return;
  g_string_append_printf (text, "c %s", id);
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      g_autofree char *name = is_element (child, "display-name") ? get_content (child) : NULL;

      if (name == NULL || g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL)
          || names->len == 64)
        continue;
      g_string_append_printf (text, "|%s", name);
      g_ptr_array_add (names, g_steal_pointer (&name));
    }
  g_string_append_c (text, '\n');
}

static void
expect_programme (GString *text, xmlNode *node)
{
  g_autofree char *channel = get_attribute (node, "channel");
  g_autofree char *start = get_attribute (node, "start");
  g_autoptr (GString) titles = g_string_new (NULL);
  LineupXmltvTime time;

  expect_texts (titles, node, "title", "title");
  if (channel == NULL || start == NULL || titles->len == 0
      || !lineup_xmltv_time_read (&time, start, strlen (start), NULL)
      || time.seconds < LINEUP_PROGRAMME_MIN_START || time.seconds > LINEUP_PROGRAMME_MAX_START)
    return;
  g_string_append_printf (text, "p %s %" G_GINT64_FORMAT "%s", channel, time.seconds, titles->str);
  expect_texts (text, node, "desc", "desc");
  g_string_append_c (text, '\n');
}

static gboolean
has_elements (xmlNode *node)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (child->type == XML_ELEMENT_NODE)
        return TRUE;
    }
  return FALSE;
}

/* Whether it is a guide in which each element is where it belongs, and none that has a text has
 * others in it: what we make of others is our own. */
static gboolean
is_plain (xmlNode *node, guint depth)
{
  static const char *const texts[] = { "title", "desc", "display-name", NULL };

  for (; node != NULL; node = node->next)
    {
      const gboolean is_top = is_element (node, "programme") || is_element (node, "channel");

      if (node->type == XML_CDATA_SECTION_NODE && depth < 2)
        return FALSE;
      if (node->type == XML_ELEMENT_NODE
          && (node->ns != NULL || node->nsDef != NULL || is_top != (depth == 1 && is_top)
              || is_element (node, "tv") != (depth == 0)
              || (g_strv_contains (texts, (const char *)node->name) && has_elements (node))
              || !is_plain (node->children, depth + 1)))
        return FALSE;
    }
  return TRUE;
}

/* Characters that mean something else to us, numbers that are longer than need be, and sizes that
 * we know bounds of. */
static gboolean
is_usual (const char *data, gsize size)
{
  static const char *const others[] = { "\x7f", "&#0", "&#x0", "<!DOCTYPE" };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      if (memmem (data, size, others[i], strlen (others[i])) != NULL)
        return FALSE;
    }
  return size < 64 * 1024 && memchr (data, '\0', size) == NULL;
}

/* Numbers of control characters are Windows' characters to us, as they are to browsers. */
static gboolean
has_controls (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar character = g_utf8_get_char (p);

      if (character >= 0x7f && character < 0xa0)
        return TRUE;
    }
  return FALSE;
}

static char *
expect (xmlDoc *doc)
{
  g_autoptr (GString) text = g_string_new (NULL);
  xmlNode *root = xmlDocGetRootElement (doc);

  for (xmlNode *node = root->children; node != NULL; node = node->next)
    {
      if (is_element (node, "channel"))
        expect_channel (text, node);
      else if (is_element (node, "programme"))
        expect_programme (text, node);
    }
  g_string_append (text, "whole");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize size)
{
  const char *data = (const char *)bytes;
  xmlDoc *doc = NULL;

  if (!is_usual (data, size))
    return 0;
  xmlSetGenericErrorFunc (NULL, ignore);
  doc = xmlReadMemory (
      data, (int)size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (doc != NULL
      && (doc->encoding == NULL || g_ascii_strcasecmp ((const char *)doc->encoding, "UTF-8") == 0)
      && is_plain (xmlDocGetRootElement (doc), 0))
    {
      g_autofree char *expected = expect (doc);
      g_autofree char *text = read_guide (data, size);

      if (!has_controls (expected))
        g_assert_cmpstr (text, ==, expected);
    }
  xmlFreeDoc (doc);
  return 0;
}
