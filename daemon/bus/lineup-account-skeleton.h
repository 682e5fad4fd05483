/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-skeletons.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT_SKELETON (lineup_account_skeleton_get_type ())
G_DECLARE_FINAL_TYPE (LineupAccountSkeleton,
                      lineup_account_skeleton,
                      LINEUP,
                      ACCOUNT_SKELETON,
                      LineupDBusAccountSkeleton)

/**
 * LineupAccountSkeleton:
 *
 * The generated skeleton of the `Account` interface, but for properties that are set: the generated
 * code replies before anything can be saved, or refused. Here it is as with a method call.
 */

/**
 * LineupAccountSkeleton::set-setting:
 * @self: the skeleton
 * @name: of a property that can be written
 * @value: a #GVariant of its type
 * @invocation: the #GDBusMethodInvocation, to be replied to
 */

G_END_DECLS
