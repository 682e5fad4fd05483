/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-request.h"

#include <json-glib/json-glib.h>

G_DEFINE_BOXED_TYPE (LineupRequest, lineup_request, lineup_request_copy, lineup_request_free)

LineupRequest *
lineup_request_new (const char *action,
                    const char *method,
                    const char *path,
                    GHashTable *params,
                    GHashTable *headers)
{
  LineupRequest *self = g_new0 (LineupRequest, 1);

  self->action = g_strdup (action);
  self->method = g_strdup (method);
  self->path = g_strdup (path);
  self->params = g_hash_table_ref (params);
  self->headers = g_hash_table_ref (headers);
  self->arrived = g_get_monotonic_time ();
  return self;
}

LineupRequest *
lineup_request_copy (const LineupRequest *self)
{
  LineupRequest *copy = g_memdup2 (self, sizeof *self);

  copy->action = g_strdup (self->action);
  copy->method = g_strdup (self->method);
  copy->path = g_strdup (self->path);
  g_hash_table_ref (copy->params);
  g_hash_table_ref (copy->headers);
  return copy;
}

void
lineup_request_free (LineupRequest *self)
{
  g_free (self->action);
  g_free (self->method);
  g_free (self->path);
  g_hash_table_unref (self->params);
  g_hash_table_unref (self->headers);
  g_free (self);
}

const char *
lineup_request_get_param (const LineupRequest *self, const char *name)
{
  return g_hash_table_lookup (self->params, name);
}

const char *
lineup_request_get_header (const LineupRequest *self, const char *name)
{
  return g_hash_table_lookup (self->headers, name);
}

static void
add_int (JsonBuilder *builder, const char *name, guint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, (gint64)value);
}

static void
add_bool (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

char *
lineup_request_to_json (const LineupRequest *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_int (builder, "number", self->number);
  add_int (builder, "connection", self->connection);
  json_builder_set_member_name (builder, "action");
  json_builder_add_string_value (builder, self->action);
  add_int (builder, "nth", self->nth);
  json_builder_set_member_name (builder, "method");
  json_builder_add_string_value (builder, self->method);
  add_int (builder, "status", self->status);
  add_int (builder, "bytes", self->bytes);
  if (self->ended != 0)
    add_int (builder, "milliseconds", (guint64)(self->ended - self->arrived) / 1000);
  add_bool (builder, "complete", self->complete);
  add_bool (builder, "client-gone", self->client_gone);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
