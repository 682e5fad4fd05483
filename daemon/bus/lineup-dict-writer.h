/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupDictWriter:
 *
 * An `a{sv}` that is written at once, as bytes. One that is built of values first costs more than
 * all else that is done for it: each value is allocated, counted and locked by itself, and a page
 * of a thousand items has twenty thousand of them.
 *
 * Wire format: [GVariant's](https://docs.gtk.org/glib/gvariant-specification.html), of which GLib
 * makes that of D-Bus. Keys are given once each.
 */
typedef struct
{
  /*< private >*/
  GByteArray *bytes; /* (owned) */
  GArray *ends;      /* (owned) (element-type gsize): of the entries */
  gsize entry;       /* where the one at hand begins */
  gsize key_end;     /* where its key ends */
} LineupDictWriter;

/**
 * lineup_dict_writer_init:
 * @self: (out caller-allocates): becomes an empty dictionary
 */
void lineup_dict_writer_init (LineupDictWriter *self);

/**
 * lineup_dict_writer_add_string:
 * @self: a dictionary
 * @key: its key
 * @text: a text; what is no UTF-8, as a damaged catalogue may have it, is left out
 */
void lineup_dict_writer_add_string (LineupDictWriter *self, const char *key, const char *text);

/**
 * lineup_dict_writer_add_strv:
 * @self: a dictionary
 * @key: its key
 * @texts: (array length=n_texts): texts, as of lineup_dict_writer_add_string()
 * @n_texts: how many
 */
void lineup_dict_writer_add_strv (LineupDictWriter *self,
                                  const char *key,
                                  const char *const *texts,
                                  gsize n_texts);

/**
 * lineup_dict_writer_add_int64s:
 * @self: a dictionary
 * @key: its key
 * @numbers: (array length=n_numbers): numbers
 * @n_numbers: how many
 */
void lineup_dict_writer_add_int64s (LineupDictWriter *self,
                                    const char *key,
                                    const gint64 *numbers,
                                    gsize n_numbers);

void lineup_dict_writer_add_boolean (LineupDictWriter *self, const char *key, gboolean value);
void lineup_dict_writer_add_int (LineupDictWriter *self, const char *key, gint32 value);
void lineup_dict_writer_add_uint (LineupDictWriter *self, const char *key, guint32 value);
void lineup_dict_writer_add_int64 (LineupDictWriter *self, const char *key, gint64 value);
void lineup_dict_writer_add_uint64 (LineupDictWriter *self, const char *key, guint64 value);
void lineup_dict_writer_add_double (LineupDictWriter *self, const char *key, double value);

/**
 * lineup_dict_writer_end:
 * @self: a dictionary; nothing is left of it
 *
 * Returns: (transfer floating): an `a{sv}`
 */
GVariant *lineup_dict_writer_end (LineupDictWriter *self);

G_END_DECLS
