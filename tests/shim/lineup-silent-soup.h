/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Names the file that says which call is never heard of again; beside it is one that says that this
 * has happened. */
#define LINEUP_SILENT_SOUP_VARIABLE "LINEUP_SILENT_SOUP"
#define LINEUP_SILENT_SOUP_REACHED  ".reached"

/* What the file may say. */
#define LINEUP_SILENT_SOUP_SEND "send"
#define LINEUP_SILENT_SOUP_READ "read"
