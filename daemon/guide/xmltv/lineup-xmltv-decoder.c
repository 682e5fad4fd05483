/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xmltv-decoder.h"

#include "lineup-episode-number.h"
#include "lineup-hash.h"
#include "lineup-xmltv-tag.h"
#include "lineup-xmltv-text.h"
#include "lineup-xmltv-time.h"

#include <string.h>

/* Categories of a programme, and names of a channel: more of them are left out. */
#define MAX_NAMES 64

/* Bytes of the longest address of a picture. */
#define MAX_URL 2048

/* Elements in one whose end is missing: more of them make all of it broken. */
#define MAX_UNCLOSED 16

/* An element inside of the one that is decoded. */
typedef struct
{
  LineupXmltvTag tag;
  const char *content; /* (unowned) */
  gsize length;        /* bytes of @content */
  gboolean is_closed;
} Child;

/* Goes from one element to the next one. */
typedef struct
{
  const char *p;   /* (unowned) */
  const char *end; /* (unowned) */
  guint n_unclosed;
} Walk;

struct _LineupXmltvDecoder
{
  GTimeZone *zone; /* (owned) (nullable) */
  LineupXmltvText text;
  LineupXmltvFigures figures;

  /* The programme before */
  guint64 last_channel; /* hash of its channel's id */
  gint64 last_stop;     /* or when it begins, where that is not known */

  /* What is known of the element */
  GArray *titles;       /* (owned) (element-type LineupProgrammeText) */
  GArray *subtitles;    /* (owned) (element-type LineupProgrammeText) */
  GArray *descriptions; /* (owned) (element-type LineupProgrammeText) */
  GPtrArray *names;     /* (owned) (element-type utf8): of a channel, or categories */
  GString *cast;        /* (owned) */
  GString *director;    /* (owned) */
  gboolean has_ns;      /* `xmltv_ns` told its number */
};

LineupXmltvDecoder *
lineup_xmltv_decoder_new (GTimeZone *zone)
{
  LineupXmltvDecoder *self = g_new0 (LineupXmltvDecoder, 1);

  self->zone = zone != NULL ? g_time_zone_ref (zone) : NULL;
  self->titles = g_array_new (FALSE, FALSE, sizeof (LineupProgrammeText));
  self->subtitles = g_array_new (FALSE, FALSE, sizeof (LineupProgrammeText));
  self->descriptions = g_array_new (FALSE, FALSE, sizeof (LineupProgrammeText));
  self->names = g_ptr_array_new ();
  self->cast = g_string_new (NULL);
  self->director = g_string_new (NULL);
  return self;
}

void
lineup_xmltv_decoder_free (LineupXmltvDecoder *self)
{
  g_clear_pointer (&self->zone, g_time_zone_unref);
  lineup_xmltv_text_clear (&self->text);
  g_array_unref (self->titles);
  g_array_unref (self->subtitles);
  g_array_unref (self->descriptions);
  g_ptr_array_unref (self->names);
  g_string_free (self->cast, TRUE);
  g_string_free (self->director, TRUE);
  g_free (self);
}

void
lineup_xmltv_decoder_set_declared (LineupXmltvDecoder *self, gboolean declared)
{
  self->text.is_utf8 = declared;
}

const LineupXmltvFigures *
lineup_xmltv_decoder_get_figures (LineupXmltvDecoder *self)
{
  self->figures.replaced = self->text.replaced;
  return &self->figures;
}

static gboolean
reject (LineupXmltvDecoder *self, LineupXmltvFault fault)
{
  self->figures.rejected[fault]++;
  return FALSE;
}

/* --- Elements --- */

/* Finds the next element. One whose end is missing ends before the next tag. */
static gboolean
walk_next (Walk *walk, Child *child)
{
  LineupXmltvTag end_tag;

  do
    {
      if (!lineup_xmltv_tag_find (&child->tag, walk->p, walk->end))
        return FALSE;
      walk->p = child->tag.end;
    }
  while (child->tag.is_end);

  child->content = child->tag.end;
  child->length = 0;
  child->is_closed = TRUE;
  if (child->tag.is_empty)
    return TRUE;
  child->is_closed = walk->n_unclosed < MAX_UNCLOSED
                     && lineup_xmltv_tag_find_end (&child->tag, walk->end, &end_tag);
  if (child->is_closed)
    walk->p = end_tag.end;
  else
    walk->n_unclosed++;
  if (!child->is_closed && !lineup_xmltv_tag_find (&end_tag, child->content, walk->end))
    end_tag.begin = walk->end;
  child->length = (gsize)(end_tag.begin - child->content);
  return TRUE;
}

static const char *
decode_attribute (LineupXmltvDecoder *self, const LineupXmltvTag *tag, const char *name)
{
  const gsize length = strlen (name);
  LineupXmltvAttribute attribute = { 0 };

  while (lineup_xmltv_tag_next_attribute (tag, &attribute))
    {
      if (attribute.name_length == length && memcmp (attribute.name, name, length) == 0)
        return lineup_xmltv_text_decode_value (
            &self->text, attribute.value, attribute.value_length);
    }
  return NULL;
}

static const char *
decode_content (LineupXmltvDecoder *self, const Child *child)
{
  return lineup_xmltv_text_decode (&self->text, child->content, child->length);
}

/* The first element of this name in another one. */
static const char *
decode_inner (LineupXmltvDecoder *self, const Child *child, const char *name)
{
  Walk walk = { .p = child->content, .end = child->content + child->length };
  Child inner;

  while (walk_next (&walk, &inner))
    {
      if (lineup_xmltv_tag_is (&inner.tag, name))
        return decode_content (self, &inner);
    }
  return NULL;
}

static const char *
decode_icon (LineupXmltvDecoder *self, const Child *child)
{
  const char *url = decode_attribute (self, &child->tag, "src");

  if (url == NULL || strlen (url) > MAX_URL
      || (g_ascii_strncasecmp (url, "http://", 7) != 0
          && g_ascii_strncasecmp (url, "https://", 8) != 0))
    return NULL;
  return url;
}

/* --- What programmes have in them --- */

static void
set_title (LineupXmltvDecoder *self, LineupProgramme *programme, const Child *child)
{
  const LineupProgrammeText text = { .text = decode_content (self, child),
                                     .language = decode_attribute (self, &child->tag, "lang") };

  if (text.text != NULL)
    g_array_append_val (self->titles, text);
}

static void
set_subtitle (LineupXmltvDecoder *self, LineupProgramme *programme, const Child *child)
{
  const LineupProgrammeText text = { .text = decode_content (self, child),
                                     .language = decode_attribute (self, &child->tag, "lang") };

  if (text.text != NULL)
    g_array_append_val (self->subtitles, text);
}

static void
set_description (LineupXmltvDecoder *self, LineupProgramme *programme, const Child *child)
{
  const LineupProgrammeText text = { .text = decode_content (self, child),
                                     .language = decode_attribute (self, &child->tag, "lang") };

  if (text.text != NULL)
    g_array_append_val (self->descriptions, text);
}

static void
add_name (LineupXmltvDecoder *self, const char *name)
{
  for (guint i = 0; name != NULL && i < self->names->len; i++)
    {
      if (g_str_equal (self->names->pdata[i], name))
        return;
    }
  if (name != NULL && self->names->len < MAX_NAMES)
    g_ptr_array_add (self->names, (gpointer)name);
}

static void
set_category (LineupXmltvDecoder *self, LineupProgramme *programme, const Child *child)
{
  add_name (self, decode_content (self, child));
}

static void
set_episode (LineupXmltvDecoder *self, LineupProgramme *programme, const Child *child)
{
  const char *system = decode_attribute (self, &child->tag, "system");
  const char *text = decode_content (self, child);
  gint64 season = -1;
  gint64 episode = -1;

  if (text == NULL)
    return;
  if (system != NULL && g_ascii_strcasecmp (system, "xmltv_ns") == 0)
    {
      if (programme->episode_text == NULL)
        programme->episode_text = text;
      if (self->has_ns || !lineup_episode_number_read_ns (text, &season, &episode))
        return;
      self->has_ns = TRUE;
      programme->season = season;
      programme->episode = episode;
    }
  else if (system == NULL || g_ascii_strcasecmp (system, "onscreen") == 0)
    {
      programme->episode_text = text;
      if (self->has_ns || programme->episode >= 0
          || !lineup_episode_number_read_shown (text, &season, &episode))
        return;
      programme->season = season;
      programme->episode = episode;
    }
}

static void
set_date (LineupXmltvDecoder *self, LineupProgramme *programme, const Child *child)
{
  const char *text = decode_content (self, child);

  if (text == NULL || strspn (text, "0123456789") < 4)
    return;
  programme->year = (guint)((text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10
                            + (text[3] - '0'));
}

static void
set_rating (LineupXmltvDecoder *self, LineupProgramme *programme, const Child *child)
{
  if (programme->age_rating == NULL)
    programme->age_rating = decode_inner (self, child, "value");
}

/* Of `7,5/10` a tenth and a half, of `4/5` four fifths; of `7.5` alone that. */
static void
set_stars (LineupXmltvDecoder *self, LineupProgramme *programme, const Child *child)
{
  const char *text = decode_inner (self, child, "value");
  g_autofree char *number = text != NULL ? g_strdelimit (g_strdup (text), ",", '.') : NULL;
  char *end = number;
  double value = 0;
  double most = 10;

  if (number == NULL || programme->rating > 0)
    return;
  value = g_ascii_strtod (number, &end);
  end += strspn (end, " ");
  if (*end == '/')
    most = g_ascii_strtod (end + 1, &end);
  if (value > 0 && most >= 1 && value <= most)
    programme->rating = value * 10 / most;
}

/* Where a name goes, of which only what stands before elements is the person's. */
static void
add_person (LineupXmltvDecoder *self, GString *people, const Child *child)
{
  LineupXmltvTag tag;
  gsize length = child->length;
  const char *name = NULL;

  if (lineup_xmltv_tag_find (&tag, child->content, child->content + length))
    length = (gsize)(tag.begin - child->content);
  name = lineup_xmltv_text_decode (&self->text, child->content, length);
  if (name == NULL)
    return;
  if (people->len > 0)
    g_string_append (people, ", ");
  g_string_append (people, name);
}

static void
set_credits (LineupXmltvDecoder *self, LineupProgramme *programme, const Child *child)
{
  Walk walk = { .p = child->content, .end = child->content + child->length };
  Child inner;

  while (walk_next (&walk, &inner))
    {
      if (lineup_xmltv_tag_is (&inner.tag, "director"))
        add_person (self, self->director, &inner);
      else if (lineup_xmltv_tag_is (&inner.tag, "actor")
               || lineup_xmltv_tag_is (&inner.tag, "presenter")
               || lineup_xmltv_tag_is (&inner.tag, "guest"))
        add_person (self, self->cast, &inner);
    }
}

static void
set_icon (LineupXmltvDecoder *self, LineupProgramme *programme, const Child *child)
{
  if (programme->icon == NULL)
    programme->icon = decode_icon (self, child);
}

static void
set_length (LineupXmltvDecoder *self, LineupProgramme *programme, const Child *child)
{
  const char *units = decode_attribute (self, &child->tag, "units");
  const char *text = decode_content (self, child);
  const gint64 number = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  const gint64 unit = units == NULL                        ? 60
                      : g_str_has_prefix (units, "hour")   ? 60 * 60
                      : g_str_has_prefix (units, "second") ? 1
                                                           : 60;

  if (number > 0 && number <= G_MAXINT32)
    programme->length = number * unit;
}

static const struct
{
  const char *name;
  gsize length; /* of @name */
  void (*set) (LineupXmltvDecoder *self, LineupProgramme *programme, const Child *child);
  LineupProgrammeFlags flag;
} fields[] = {
  { "title", 5, set_title, 0 },
  { "sub-title", 9, set_subtitle, 0 },
  { "desc", 4, set_description, 0 },
  { "category", 8, set_category, 0 },
  { "episode-num", 11, set_episode, 0 },
  { "date", 4, set_date, 0 },
  { "icon", 4, set_icon, 0 },
  { "credits", 7, set_credits, 0 },
  { "rating", 6, set_rating, 0 },
  { "star-rating", 11, set_stars, 0 },
  { "length", 6, set_length, 0 },
  { "new", 3, NULL, LINEUP_PROGRAMME_NEW },
  { "live", 4, NULL, LINEUP_PROGRAMME_LIVE },
  { "premiere", 8, NULL, LINEUP_PROGRAMME_PREMIERE },
  { "previously-shown", 16, NULL, LINEUP_PROGRAMME_REPEAT },
  { "last-chance", 11, NULL, LINEUP_PROGRAMME_LAST_CHANCE },
};

static void
read_child (LineupXmltvDecoder *self, LineupProgramme *programme, const Child *child)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (fields[i].length != child->tag.name_length
          || memcmp (fields[i].name, child->tag.name, fields[i].length) != 0)
        continue;
      programme->flags |= fields[i].flag;
      if (fields[i].set != NULL)
        fields[i].set (self, programme, child);
      return;
    }
}

/* --- Programmes --- */

static void
begin (LineupXmltvDecoder *self, const LineupXmltvElement *element)
{
  lineup_xmltv_text_begin (&self->text, element->length);
  g_array_set_size (self->titles, 0);
  g_array_set_size (self->subtitles, 0);
  g_array_set_size (self->descriptions, 0);
  g_ptr_array_set_size (self->names, 0);
  g_string_truncate (self->cast, 0);
  g_string_truncate (self->director, 0);
  self->has_ns = FALSE;
}

/* Finds the element's own tag, which is what it begins with. */
static gboolean
find_start (const LineupXmltvElement *element, LineupXmltvTag *tag)
{
  return lineup_xmltv_tag_find (tag, element->data, element->data + element->length)
         && tag->begin == element->data;
}

/* Where the clock shows a time twice, programmes are known by the one before at their channel, or
 * by their own other end. */
static void
choose_times (LineupXmltvDecoder *self,
              LineupXmltvAiring *airing,
              const LineupXmltvTime *start,
              const LineupXmltvTime *stop)
{
  const guint64 channel = lineup_hash_text (airing->channel, 0);

  airing->start = start->seconds;
  if (channel == self->last_channel && start->seconds < self->last_stop
      && start->later >= self->last_stop)
    airing->start = start->later;
  airing->stop = stop->seconds > airing->start ? stop->seconds : stop->later;
  if (airing->stop <= airing->start)
    airing->stop = 0;
  self->last_channel = channel;
  self->last_stop = airing->stop > 0 ? airing->stop : airing->start;
}

static gboolean
read_time (LineupXmltvDecoder *self, const LineupXmltvAttribute *attribute, LineupXmltvTime *time)
{
  const char *value = attribute->value;
  gsize length = attribute->value_length;

  if (memchr (value, '&', length) != NULL)
    {
      value = lineup_xmltv_text_decode_value (&self->text, value, length);
      length = value != NULL ? strlen (value) : 0;
    }
  return value != NULL && lineup_xmltv_time_read (time, value, length, self->zone);
}

gboolean
lineup_xmltv_decoder_decode_airing (LineupXmltvDecoder *self,
                                    const LineupXmltvElement *element,
                                    LineupXmltvAiring *airing)
{
  LineupXmltvAttribute attribute = { 0 };
  LineupXmltvTime start = { 0 };
  LineupXmltvTime stop = { 0 };
  LineupXmltvTag tag;
  gboolean has_start = FALSE;

  begin (self, element);
  *airing = (LineupXmltvAiring){ 0 };
  if (!find_start (element, &tag))
    return reject (self, LINEUP_XMLTV_FAULT_BROKEN);

  while (lineup_xmltv_tag_next_attribute (&tag, &attribute))
    {
      if (attribute.name_length == 7 && memcmp (attribute.name, "channel", 7) == 0)
        airing->channel = lineup_xmltv_text_decode_value (
            &self->text, attribute.value, attribute.value_length);
      else if (attribute.name_length == 5 && memcmp (attribute.name, "start", 5) == 0)
        has_start = read_time (self, &attribute, &start);
      else if (attribute.name_length == 4 && memcmp (attribute.name, "stop", 4) == 0
               && !read_time (self, &attribute, &stop))
        stop = (LineupXmltvTime){ 0 };
    }
  if (airing->channel == NULL)
    return reject (self, LINEUP_XMLTV_FAULT_NO_CHANNEL);
  if (!has_start || start.seconds < LINEUP_PROGRAMME_MIN_START
      || start.later > LINEUP_PROGRAMME_MAX_START)
    return reject (self, LINEUP_XMLTV_FAULT_NO_START);

  self->figures.without_zone += start.zone == LINEUP_XMLTV_ZONE_NONE;
  self->figures.unknown_zones += start.zone == LINEUP_XMLTV_ZONE_UNKNOWN;
  choose_times (self, airing, &start, &stop);
  airing->body = tag.end;
  airing->body_length = (gsize)(element->data + element->length - tag.end);
  return TRUE;
}

static void
finish_programme (LineupXmltvDecoder *self, LineupProgramme *programme)
{
  programme->titles = (const LineupProgrammeText *)(gpointer)self->titles->data;
  programme->n_titles = self->titles->len;
  programme->subtitles = (const LineupProgrammeText *)(gpointer)self->subtitles->data;
  programme->n_subtitles = self->subtitles->len;
  programme->descriptions = (const LineupProgrammeText *)(gpointer)self->descriptions->data;
  programme->n_descriptions = self->descriptions->len;
  programme->categories = (const char *const *)self->names->pdata;
  programme->n_categories = self->names->len;
  programme->cast = self->cast->len > 0 ? self->cast->str : NULL;
  programme->director = self->director->len > 0 ? self->director->str : NULL;
}

gboolean
lineup_xmltv_decoder_decode_programme (LineupXmltvDecoder *self,
                                       const LineupXmltvElement *element,
                                       const LineupXmltvAiring *airing,
                                       LineupProgramme *programme)
{
  Walk walk = { .p = airing->body, .end = airing->body + airing->body_length };
  Child child;

  *programme = (LineupProgramme)LINEUP_PROGRAMME_INIT;
  programme->guide_channel = airing->channel;
  programme->start = airing->start;
  programme->stop = airing->stop;
  while (walk_next (&walk, &child))
    {
      /* What broke off may be cut in the middle of a word. */
      if (!child.is_closed && !element->is_closed && child.content + child.length == walk.end)
        return reject (self, LINEUP_XMLTV_FAULT_BROKEN);
      read_child (self, programme, &child);
    }
  if (walk.n_unclosed >= MAX_UNCLOSED)
    return reject (self, LINEUP_XMLTV_FAULT_BROKEN);
  if (self->titles->len == 0)
    return reject (self, LINEUP_XMLTV_FAULT_NO_TITLE);
  finish_programme (self, programme);
  return TRUE;
}

/* --- Channels --- */

gboolean
lineup_xmltv_decoder_decode_channel (LineupXmltvDecoder *self,
                                     const LineupXmltvElement *element,
                                     LineupGuideChannel *channel)
{
  Walk walk = { .end = element->data + element->length };
  LineupXmltvTag tag;
  Child child;

  begin (self, element);
  *channel = (LineupGuideChannel){ 0 };
  if (!find_start (element, &tag))
    return reject (self, LINEUP_XMLTV_FAULT_BROKEN);
  channel->id = decode_attribute (self, &tag, "id");
  if (channel->id == NULL)
    return reject (self, LINEUP_XMLTV_FAULT_NO_CHANNEL);

  walk.p = tag.end;
  while (walk_next (&walk, &child))
    {
      if (!child.is_closed && !element->is_closed && child.content + child.length == walk.end)
        return reject (self, LINEUP_XMLTV_FAULT_BROKEN);
      if (lineup_xmltv_tag_is (&child.tag, "display-name"))
        add_name (self, decode_content (self, &child));
      else if (lineup_xmltv_tag_is (&child.tag, "icon") && channel->icon == NULL)
        channel->icon = decode_icon (self, &child);
    }
  if (walk.n_unclosed >= MAX_UNCLOSED)
    return reject (self, LINEUP_XMLTV_FAULT_BROKEN);
  channel->names = (const char *const *)self->names->pdata;
  channel->n_names = self->names->len;
  return TRUE;
}
