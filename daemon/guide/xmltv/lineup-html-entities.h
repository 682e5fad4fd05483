/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_html_entity_find:
 * @name: name of an entity, without `&` and `;`
 * @length: bytes of it
 *
 * Returns: the character that it stands for, 0 if there is none of that name
 */
gunichar lineup_html_entity_find (const char *name, gsize length);

G_END_DECLS
