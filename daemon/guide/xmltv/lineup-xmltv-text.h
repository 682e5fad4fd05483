/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupXmltvText:
 * @is_utf8: whether the guide says that it is UTF-8: else a text that is none is taken for
 *   Windows-1252
 * @replaced: characters so far that were none
 *
 * Decodes the texts of one element after the other into memory of its own. To be initialised with
 * zeros.
 */
typedef struct
{
  gboolean is_utf8;
  guint64 replaced;
  /*< private >*/
  char *buffer; /* (owned) (nullable) */
  gsize size;
  gsize used;
} LineupXmltvText;

/**
 * lineup_xmltv_text_clear:
 *
 * Frees what it has.
 */
void lineup_xmltv_text_clear (LineupXmltvText *self);

/**
 * lineup_xmltv_text_begin:
 * @length: bytes of all that will be decoded before the next call, with the tags around it
 *
 * Makes room for the texts of another element. Those of the one before are gone.
 */
void lineup_xmltv_text_begin (LineupXmltvText *self, gsize length);

/**
 * lineup_xmltv_text_decode:
 * @text: what stands between two tags
 * @length: bytes of it
 *
 * Decodes text as it is meant (epg-wire-format, "XML"): entities, also HTML's, numbers, CDATA. What
 * is no entity stays what it is, and so is a `<` that begins no tag; comments and tags have no
 * meaning. Blanks around it mean nothing, several are one. Control characters are blanks; bytes
 * that are no UTF-8 become U+FFFD, or the whole of it is another encoding.
 *
 * Returns: (transfer none) (nullable): valid UTF-8 that stays until the next element; %NULL if it
 * is empty
 */
const char *lineup_xmltv_text_decode (LineupXmltvText *self, const char *text, gsize length);

/**
 * lineup_xmltv_text_decode_value:
 * @value: what stands between an attribute's quotes
 * @length: bytes of it
 *
 * Decodes likewise, but that there is neither CDATA nor a tag in a value.
 *
 * Returns: (transfer none) (nullable): see lineup_xmltv_text_decode()
 */
const char *lineup_xmltv_text_decode_value (LineupXmltvText *self, const char *value, gsize length);

G_END_DECLS
