/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fake-playlist.h"

/* Bytes that are written at once. */
#define CHUNK (64 * 1024)

/* Groups of channels. */
#define N_GROUPS 20

typedef struct
{
  const LineupRequest *request; /* (unowned) */
  gboolean has_attributes;
  LineupFakeTitle *title; /* (owned) */
  GString *text;          /* (owned) */
} Writing;

/* Quotes end values, and panels know no way to write one in them. */
static void
append_value (GString *text, const char *name, const char *value)
{
  g_autofree char *cleaned = g_strdelimit (g_strdup (value), "\"\r\n", '\'');

  g_string_append_printf (text, " %s=\"%s\"", name, cleaned);
}

static void
append_info (Writing *writing, const char *epg_id, const char *name, const char *group)
{
  g_autofree char *cleaned = g_strdelimit (g_strdup (name), "\r\n", ' ');

  g_string_append (writing->text, "#EXTINF:-1");
  if (writing->has_attributes)
    {
      append_value (writing->text, "tvg-id", epg_id);
      append_value (writing->text, "tvg-name", name);
      append_value (writing->text, "tvg-logo", writing->title->icon->str);
      append_value (writing->text, "group-title", group);
    }
  g_string_append_printf (writing->text, ",%s\n", cleaned);
}

static void
append_address (Writing *writing, const char *folder, guint64 id, const char *extension)
{
  const char *host = lineup_request_get_header (writing->request, "host");
  g_autofree char *username = g_uri_escape_string (
      lineup_request_get_param (writing->request, "username"), NULL, FALSE);
  g_autofree char *password = g_uri_escape_string (
      lineup_request_get_param (writing->request, "password"), NULL, FALSE);

  g_string_append_printf (writing->text,
                          "http://%s/%s%s/%s/%" G_GUINT64_FORMAT "%s%s\n",
                          host,
                          folder,
                          username,
                          password,
                          id,
                          extension != NULL ? "." : "",
                          extension != NULL ? extension : "");
}

static void
append_item (Writing *writing, LineupKind kind, guint64 index, guint64 id)
{
  LineupFakeTitle *title = writing->title;
  g_autofree char *group = NULL;

  if (kind == LINEUP_KIND_CHANNELS)
    {
      group = g_strdup_printf ("FR | Group %u", (guint)(index % N_GROUPS));
      append_info (writing, title->epg_id->str, title->name->str, group);
      append_address (writing, "live/", id, lineup_request_get_param (writing->request, "output"));
      return;
    }
  group = g_strdup_printf (
      "%s | %s", kind == LINEUP_KIND_MOVIES ? "VOD" : "SERIES", title->genre->str);
  if (kind == LINEUP_KIND_MOVIES)
    {
      append_info (writing, "", title->name->str, group);
      append_address (writing, "movie/", id, "mkv");
      return;
    }
  for (guint i = 1; i <= LINEUP_FAKE_PLAYLIST_EPISODES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s S01 E%02u", title->name->str, i);

      append_info (writing, "", name, group);
      append_address (writing, "series/", id * 10 + i, "mkv");
    }
}

static gboolean
flush (Writing *writing, gsize size, GOutputStream *stream, GError **error)
{
  if (writing->text->len < size)
    return TRUE;
  if (!g_output_stream_write_all (
          stream, writing->text->str, writing->text->len, NULL, NULL, error))
    return FALSE;
  g_string_truncate (writing->text, 0);
  return TRUE;
}

static gboolean
write_kind (Writing *writing,
            LineupFakeCatalogue *catalogue,
            LineupKind kind,
            GOutputStream *stream,
            GError **error)
{
  const guint64 n = lineup_fake_catalogue_get_size (catalogue, kind);

  for (guint64 i = 0; i < n; i++)
    {
      const guint64 id = lineup_fake_catalogue_describe (catalogue, kind, i, writing->title);

      append_item (writing, kind, i, id);
      if (!flush (writing, CHUNK, stream, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lineup_fake_playlist_write (LineupFakeCatalogue *catalogue,
                            const LineupRequest *request,
                            GOutputStream *stream,
                            GError **error)
{
  g_autoptr (LineupFakeTitle) title = lineup_fake_title_new ();
  g_autoptr (GString) text = g_string_new ("#EXTM3U\n");
  Writing writing = { .request = request, .title = title, .text = text };

  writing.has_attributes = g_strcmp0 (lineup_request_get_param (request, "type"), "m3u_plus") == 0;
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      if (!write_kind (&writing, catalogue, (LineupKind)kind, stream, error))
        return FALSE;
    }
  return flush (&writing, 1, stream, error);
}
