/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-address-mask.h"

#include <string.h>

/* What stands before the place of a secret, and before itself where a text has it. */
#define MARK '\x1a'

/* Places: what comes before the host, folders by their number, values of a query by their hashed
 * names. */
#define USER           'a'
#define PASSWORD       'b'
#define FIRST_FOLDER   '0'
#define N_FOLDERS      10
#define FIRST_VALUE    0x80
#define N_VALUES       0x7f
#define MAX_SECRETS    (2 + N_VALUES + N_FOLDERS)
#define MAX_PARAMETERS 64

typedef struct
{
  char *text; /* (owned) */
  gsize length;
  char place;
} Secret;

struct _LineupAddressMask
{
  Secret secrets[MAX_SECRETS];
  gsize n_secrets;
};

static const Secret *
find_place (const LineupAddressMask *self, char place)
{
  for (gsize i = 0; i < self->n_secrets; i++)
    {
      if (self->secrets[i].place == place)
        return &self->secrets[i];
    }
  return NULL;
}

static void
add (LineupAddressMask *self, const char *text, gsize length, char place)
{
  if (length < LINEUP_ADDRESS_MASK_MIN || memchr (text, MARK, length) != NULL
      || find_place (self, place) != NULL)
    return;
  self->secrets[self->n_secrets++]
      = (Secret){ .text = g_strndup (text, length), .length = length, .place = place };
}

/* The same name has the same place, whatever comes before it. */
static char
get_value_place (const char *name, gsize length)
{
  guint32 hash = 5381;

  for (gsize i = 0; i < length; i++)
    hash = hash * 33 + (guchar)name[i];
  return (char)(FIRST_VALUE + hash % N_VALUES);
}

static void
add_query (LineupAddressMask *self, const char *query)
{
  const char *next = query;

  for (guint i = 0; *next != '\0' && i < MAX_PARAMETERS; i++)
    {
      const gsize length = strcspn (next, "&");
      const gsize name = strcspn (next, "=&");

      if (name < length)
        add (self, next + name + 1, length - name - 1, get_value_place (next, name));
      next += length + (next[length] == '&' ? 1 : 0);
    }
}

/* What comes last is the list. */
static void
add_folders (LineupAddressMask *self, const char *path)
{
  const char *next = path + strspn (path, "/");

  for (guint i = 0; i < N_FOLDERS; i++)
    {
      const gsize length = strcspn (next, "/");

      if (next[length] == '\0')
        return;
      add (self, next, length, (char)(FIRST_FOLDER + i));
      next += length + strspn (next + length, "/");
    }
}

LineupAddressMask *
lineup_address_mask_new (const char *address)
{
  LineupAddressMask *self = g_new0 (LineupAddressMask, 1);
  g_autoptr (GUri) uri = g_uri_parse (
      address, G_URI_FLAGS_ENCODED | G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_PARSE_RELAXED, NULL);

  if (uri == NULL)
    return self;
  if (g_uri_get_user (uri) != NULL)
    add (self, g_uri_get_user (uri), strlen (g_uri_get_user (uri)), USER);
  if (g_uri_get_password (uri) != NULL)
    add (self, g_uri_get_password (uri), strlen (g_uri_get_password (uri)), PASSWORD);
  if (g_uri_get_query (uri) != NULL)
    add_query (self, g_uri_get_query (uri));
  add_folders (self, g_uri_get_path (uri));
  return self;
}

void
lineup_address_mask_free (LineupAddressMask *self)
{
  for (gsize i = 0; i < self->n_secrets; i++)
    {
      explicit_bzero (self->secrets[i].text, self->secrets[i].length);
      g_free (self->secrets[i].text);
    }
  g_free (self);
}

/* --- Hiding --- */

/* Where the next of what is to be replaced is. */
typedef struct
{
  const char *found[MAX_SECRETS + 1]; /* (nullable elements): the last is of the mark itself */
} Places;

static const char *
look (const LineupAddressMask *self, gsize index, const char *start, const char *end)
{
  if (index == self->n_secrets)
    return memchr (start, MARK, (gsize)(end - start));
  return memmem (
      start, (gsize)(end - start), self->secrets[index].text, self->secrets[index].length);
}

/* Returns which comes first, the longest of those that begin together; what there is no more of has
 * no place. */
static gsize
find_first (const LineupAddressMask *self, Places *places, const char *start, const char *end)
{
  gsize first = self->n_secrets + 1;

  for (gsize i = 0; i <= self->n_secrets; i++)
    {
      if (places->found[i] != NULL && places->found[i] < start)
        places->found[i] = look (self, i, start, end);
      if (places->found[i] == NULL)
        continue;
      if (first > self->n_secrets || places->found[i] < places->found[first]
          || (places->found[i] == places->found[first] && i < self->n_secrets
              && self->secrets[i].length > self->secrets[first].length))
        first = i;
    }
  return first;
}

LineupM3uText
lineup_address_mask_hide (const LineupAddressMask *self, LineupM3uText text, GString *buffer)
{
  const char *start = text.data;
  const char *end = text.data + text.length;
  Places places;
  gsize first = 0;

  for (gsize i = 0; i <= self->n_secrets; i++)
    places.found[i] = text.length > 0 ? look (self, i, start, end) : NULL;
  first = find_first (self, &places, start, end);
  if (first > self->n_secrets)
    return text;

  g_string_truncate (buffer, 0);
  for (; first <= self->n_secrets; first = find_first (self, &places, start, end))
    {
      const gboolean is_mark = first == self->n_secrets;

      g_string_append_len (buffer, start, places.found[first] - start);
      g_string_append_c (buffer, MARK);
      g_string_append_c (buffer, is_mark ? MARK : self->secrets[first].place);
      start = places.found[first] + (is_mark ? 1 : self->secrets[first].length);
      if (start == end)
        break;
    }
  g_string_append_len (buffer, start, end - start);
  return (LineupM3uText){ buffer->str, buffer->len };
}

/* --- Revealing --- */

LineupM3uText
lineup_address_mask_reveal (const LineupAddressMask *self, LineupM3uText text, GString *buffer)
{
  const char *start = text.data;
  const char *end = text.data + text.length;
  const char *mark = text.length > 0 ? memchr (start, MARK, text.length) : NULL;

  if (mark == NULL)
    return text;
  g_string_truncate (buffer, 0);
  while (mark != NULL)
    {
      const char place = mark + 1 < end ? mark[1] : '\0';
      const Secret *secret = find_place (self, place);

      g_string_append_len (buffer, start, mark - start);
      if (secret != NULL)
        g_string_append_len (buffer, secret->text, (gssize)secret->length);
      else if (place == MARK)
        g_string_append_c (buffer, MARK);
      start = MIN (mark + 2, end);
      mark = start < end ? memchr (start, MARK, (gsize)(end - start)) : NULL;
    }
  g_string_append_len (buffer, start, end - start);
  return (LineupM3uText){ buffer->str, buffer->len };
}
