/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-stream.h"

#include "lineup-ctl-text.h"

#include <string.h>

/* Columns of a title, at most: players are told it by a pipe, which holds only so much. */
#define MAX_TITLE 1000

/* RFC 9110, section 5.6.2. */
#define TOKEN "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

static gboolean
is_one_line (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      if (g_ascii_iscntrl (*c))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_header (const char *name, const char *value)
{
  return *name != '\0' && name[strspn (name, TOKEN)] == '\0' && is_one_line (value);
}

static char *
take_text (GVariant *reply, const char *key)
{
  const char *text = NULL;

  return g_variant_lookup (reply, key, "&s", &text) && *text != '\0' && is_one_line (text)
             ? g_strdup (text)
             : NULL;
}

static char *
take_title (GVariant *reply, const char *name)
{
  const char *title = name;
  g_autofree char *cleaned = NULL;

  g_variant_lookup (reply, "title", "&s", &title);
  cleaned = lineup_ctl_text_clean (title);
  return lineup_ctl_text_fit (cleaned, MAX_TITLE);
}

/* The other ones have names of their own in the reply, and players have options for them. */
static char **
take_headers (GVariant *reply)
{
  g_autoptr (GStrvBuilder) headers = g_strv_builder_new ();
  g_autoptr (GVariantIter) iter = NULL;
  const char *name = NULL;
  const char *value = NULL;

  g_variant_lookup (reply, "headers", "a{ss}", &iter);
  while (iter != NULL && g_variant_iter_next (iter, "{&s&s}", &name, &value))
    {
      g_autofree char *header = g_strconcat (name, ": ", value, NULL);

      if (is_header (name, value) && g_ascii_strcasecmp (name, "User-Agent") != 0
          && g_ascii_strcasecmp (name, "Referer") != 0)
        g_strv_builder_add (headers, header);
    }
  return g_strv_builder_end (headers);
}

LineupCtlStream *
lineup_ctl_stream_new (GVariant *reply, const char *name)
{
  g_autofree char *url = take_text (reply, "url");
  LineupCtlStream *self = NULL;

  if (url == NULL)
    return NULL;
  self = g_new0 (LineupCtlStream, 1);
  self->url = g_steal_pointer (&url);
  self->title = take_title (reply, name);
  self->user_agent = take_text (reply, "user-agent");
  self->referrer = take_text (reply, "referrer");
  self->headers = take_headers (reply);
  return self;
}

void
lineup_ctl_stream_free (LineupCtlStream *self)
{
  g_free (self->url);
  g_free (self->title);
  g_free (self->user_agent);
  g_free (self->referrer);
  g_strfreev (self->headers);
  g_free (self);
}
