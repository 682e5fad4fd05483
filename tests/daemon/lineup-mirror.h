/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupMirror:
 * @model: what is mirrored
 * @items: (element-type GObject): what @model says that it has, by its signals alone
 * @n_signals: how many came
 *
 * A widget's part: it knows a model by `items-changed`, and fails when that is not the truth.
 */
typedef struct
{
  GListModel *model; /* (owned) */
  GPtrArray *items;  /* (owned) (element-type GObject) */
  guint n_signals;
} LineupMirror;

LineupMirror *lineup_mirror_new (GListModel *model);
void lineup_mirror_free (LineupMirror *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupMirror, lineup_mirror_free)

/**
 * lineup_mirror_check:
 *
 * Fails unless the model is what it has said.
 */
void lineup_mirror_check (LineupMirror *self);

G_END_DECLS
