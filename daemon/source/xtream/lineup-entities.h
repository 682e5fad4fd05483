/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_entities_decode:
 * @text: (inout): UTF-8
 *
 * Puts characters where panels have made entities of what was typed: `&amp;`, `&lt;`, `&gt;`,
 * `&quot;`, `&apos;` and numbers such as `&#039;`. Once: of `&amp;lt;` remains `&lt;`. What is no
 * such entity stays. The text never grows. Any thread.
 *
 * Source: PHP's htmlspecialchars() and the `parseCleanValue` of panels (xtream-wire-format,
 * section 5).
 *
 * Returns: length of @text in bytes
 */
gsize lineup_entities_decode (char *text);

G_END_DECLS
