/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-snapshot.h"

#include "lineup-error.h"
#include "lineup-item-field.h"
#include "lineup-line-writer.h"
#include "lineup-nameless-file.h"

typedef struct
{
  LineupKind kind;
  LineupLineWriter *writer; /* (unowned) */
} Snapshot;

static void
write_categories (LineupLineWriter *writer, const char *key, const LineupItem *item)
{
  gsize n_categories = 0;
  const char *const *categories = lineup_item_field_get_categories (item, &n_categories);

  lineup_line_writer_add_strings (writer, key, categories, n_categories);
}

static void
write_field (LineupLineWriter *writer, const LineupItemField *field, const LineupItem *item)
{
  if (field->type == LINEUP_FIELD_TYPE_CATEGORIES)
    write_categories (writer, field->name, item);
  else if (!lineup_item_field_is_known (field, item))
    return;
  else if (lineup_item_field_is_text (field))
    lineup_line_writer_add_string (writer, field->name, lineup_item_field_get_text (field, item));
  else if (field->type == LINEUP_FIELD_TYPE_RATING)
    lineup_line_writer_add_double (writer, field->name, item->rating);
  else if (field->type == LINEUP_FIELD_TYPE_FLAG || field->type == LINEUP_FIELD_TYPE_ADULT)
    lineup_line_writer_add_boolean (
        writer, field->name, lineup_item_field_get_number (field, item) == TRUE);
  else
    lineup_line_writer_add_integer (
        writer, field->name, lineup_item_field_get_number (field, item));
}

static gboolean
write_item (const LineupItem *item, gpointer user_data, GError **error)
{
  const Snapshot *snapshot = user_data;
  LineupLineWriter *writer = snapshot->writer;

  lineup_line_writer_add_string (writer, "kind", lineup_kind_to_string (snapshot->kind));
  lineup_line_writer_add_integer (writer, "id", item->id);
  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (lineup_item_field_is_of (field, snapshot->kind))
        write_field (writer, field, item);
    }
  return lineup_line_writer_end_line (writer, error);
}

static gboolean
write_all (LineupReader *reader, LineupKind kind, int fd, GError **error)
{
  g_autoptr (LineupLineWriter) writer = lineup_line_writer_new (fd);
  Snapshot snapshot = { kind, writer };

  return lineup_reader_visit_items (reader, kind, write_item, &snapshot, error)
         && lineup_line_writer_flush (writer, error);
}

int
lineup_snapshot_make (LineupReader *reader, LineupKind kind, GError **error)
{
  g_auto (LineupNamelessFile) file = LINEUP_NAMELESS_FILE_INIT;

  if (!lineup_nameless_file_make (&file, lineup_reader_get_path (reader), error)
      || !write_all (reader, kind, file.writer, error))
    return -1;
  return lineup_nameless_file_end (&file);
}
