/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupXmltvTag:
 * @begin: its `<`
 * @end: after its `>`
 * @name: its name, without a `/`
 * @name_length: bytes of it
 * @attributes_end: where its attributes end
 * @is_end: whether it is an end tag
 * @is_empty: whether it is a start tag that is an end tag, too
 *
 * A tag of an XML document that need not be well-formed. All of it points into the document.
 */
typedef struct
{
  const char *begin; /* (unowned) */
  const char *end;   /* (unowned) */
  const char *name;  /* (unowned) */
  gsize name_length;
  const char *attributes_end; /* (unowned) */
  gboolean is_end;
  gboolean is_empty;
} LineupXmltvTag;

/**
 * LineupXmltvAttribute:
 * @name: its name
 * @name_length: bytes of it
 * @value: what is between its quotes, or what stands there without
 * @value_length: bytes of it
 *
 * An attribute of a tag.
 */
typedef struct
{
  const char *name; /* (unowned) */
  gsize name_length;
  const char *value; /* (unowned) */
  gsize value_length;
} LineupXmltvAttribute;

/**
 * lineup_xmltv_tag_find:
 * @tag: (out caller-allocates): the tag, if there is one
 * @p: where to look
 * @end: where that ends
 *
 * Finds the next tag that is neither in a comment nor in CDATA. A `<` that no name follows, or
 * before the `>` of which another one comes, begins none. A quote that is not closed before the
 * next `<` is none.
 *
 * Returns: whether there is one
 */
gboolean lineup_xmltv_tag_find (LineupXmltvTag *tag, const char *p, const char *end);

/**
 * lineup_xmltv_tag_is:
 *
 * Returns: whether @name is its name
 */
gboolean lineup_xmltv_tag_is (const LineupXmltvTag *tag, const char *name);

/**
 * lineup_xmltv_tag_next_attribute:
 * @tag: a start tag
 * @attribute: (inout): the attribute before, zeros for the first one
 *
 * Attributes may have either quotes or none, and nothing between them. One without a value is left
 * out.
 *
 * Returns: whether there is another one
 */
gboolean
lineup_xmltv_tag_next_attribute (const LineupXmltvTag *tag, LineupXmltvAttribute *attribute);

/**
 * lineup_xmltv_tag_find_end:
 * @tag: a start tag
 * @end: where its document ends
 * @end_tag: (out caller-allocates): the end tag that belongs to it, if there is one
 *
 * Returns: whether there is one
 */
gboolean
lineup_xmltv_tag_find_end (const LineupXmltvTag *tag, const char *end, LineupXmltvTag *end_tag);

G_END_DECLS
