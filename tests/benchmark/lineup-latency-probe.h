/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-figures.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupLatencyProbe:
 *
 * Calls a service again and again, from a thread and over a connection of its own, and measures how
 * long each answer takes. The calls come at a pace, not one right after another: a service that
 * stands still for a second is to be asked as often as at any other time.
 */
typedef struct _LineupLatencyProbe LineupLatencyProbe;

/**
 * lineup_latency_probe_new:
 * @connection: (transfer full): a connection for the probe alone
 *
 * Returns: (transfer full): a probe without calls
 */
LineupLatencyProbe *lineup_latency_probe_new (GDBusConnection *connection);

/**
 * lineup_latency_probe_add_call:
 * @self: a probe that does not run
 * @name: of the figures, a string that stays
 * @path: object path
 * @interface: of @method
 * @method: to call
 * @parameters: (transfer floating): for it
 */
void lineup_latency_probe_add_call (LineupLatencyProbe *self,
                                    const char *name,
                                    const char *path,
                                    const char *interface,
                                    const char *method,
                                    GVariant *parameters);

/**
 * lineup_latency_probe_start:
 *
 * Makes the calls by turns.
 */
void lineup_latency_probe_start (LineupLatencyProbe *self);

/**
 * lineup_latency_probe_stop:
 * @self: (transfer full): a probe that runs
 * @figures: where the times go, in milliseconds: under the name of each call, and under `latency`
 */
void lineup_latency_probe_stop (LineupLatencyProbe *self, LineupFigures *figures);

G_END_DECLS
