/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-store.h"
#include "lineup-writer-job.h"

G_BEGIN_DECLS

typedef struct _LineupStoreOperation LineupStoreOperation;

/* Does a piece of an operation with its data, on a thread of the writers' pool. */
typedef LineupWriterProgress (*LineupStoreOperationFunc) (LineupWriterJob *job,
                                                          LineupStore *store,
                                                          LineupStoreOperation *self,
                                                          GError **error);

/**
 * LineupStoreOperationDoneFunc:
 * @task: the operation's; has to be returned
 * @operation: an operation that has been done
 * @error: (transfer full) (nullable): why it failed
 *
 * Called on the main thread.
 */
typedef void (*LineupStoreOperationDoneFunc) (GTask *task,
                                              const LineupStoreOperation *operation,
                                              GError *error);

/**
 * LineupStoreOperationTidiedFunc:
 * @task: the operation's
 * @operation: an operation after which there is nothing to tidy up any more
 *
 * Called on the main thread.
 */
typedef void (*LineupStoreOperationTidiedFunc) (GTask *task, const LineupStoreOperation *operation);

/**
 * LineupStoreOperation:
 * @opens: whether the database can be read when the operation has succeeded
 * @reports: what the operation has changed
 * @state: what is committed when it has been done
 * @tidied_state: the same, when there is nothing to tidy up any more
 *
 * What is done with a store by its writer, and what comes of it.
 */
struct _LineupStoreOperation
{
  gboolean opens;
  LineupImportReport reports[LINEUP_N_LISTS];
  LineupStoreState state;
  LineupStoreState tidied_state;

  /*< private >*/
  LineupStoreOperationFunc func;
  gpointer data;            /* (owned) (nullable): what it works with */
  GDestroyNotify data_free; /* (nullable) */
  LineupWriterLength length;
  gboolean closes;                       /* the file, if there is nothing else to do */
  LineupStoreOperationDoneFunc done;     /* once it was pushed */
  LineupStoreOperationTidiedFunc tidied; /* once it was pushed */
};

/**
 * lineup_store_operation_new_open:
 *
 * Returns: (transfer full): an operation that makes sure that there is a database
 */
LineupStoreOperation *lineup_store_operation_new_open (void);

/**
 * lineup_store_operation_new_import:
 * @list: the list that @source gives
 * @source: (transfer none): where its elements come from
 * @flags: how
 *
 * Returns: (transfer full): an operation that imports a list
 */
LineupStoreOperation *lineup_store_operation_new_import (LineupList list,
                                                         LineupItemSource *source,
                                                         LineupImportFlags flags);

/**
 * lineup_store_operation_new_index:
 *
 * Returns: (transfer full): an operation that makes the search indices that are due, or ends before
 *   where another one waits
 */
LineupStoreOperation *lineup_store_operation_new_index (void);

/**
 * lineup_store_operation_new_clear:
 *
 * Returns: (transfer full): an operation that begins the file anew
 */
LineupStoreOperation *lineup_store_operation_new_clear (void);

/**
 * lineup_store_operation_new_delete:
 *
 * Returns: (transfer full): an operation that deletes the file
 */
LineupStoreOperation *lineup_store_operation_new_delete (void);

/**
 * lineup_store_operation_new_pause:
 * @closes: whether the file is closed if there is nothing else to do
 *
 * Returns: (transfer full): an operation that does nothing when all before it has been done
 */
LineupStoreOperation *lineup_store_operation_new_pause (gboolean closes);

/**
 * lineup_store_operation_get_import_report:
 * @task: the task of an import that was pushed
 *
 * Returns: (transfer none): what it has changed
 */
const LineupImportReport *lineup_store_operation_get_import_report (GTask *task);

/**
 * lineup_store_operation_get_import_list:
 * @self: an import
 *
 * Returns: the list that it is of
 */
LineupList lineup_store_operation_get_import_list (const LineupStoreOperation *self);

/**
 * lineup_store_operation_push:
 * @self: (transfer full): an operation
 * @task: gets it
 * @writer: of the store, see lineup_writer_job_push()
 * @done: called when it has been done
 * @tidied: called when there is nothing to tidy up any more, if the operation opens the database
 */
void lineup_store_operation_push (LineupStoreOperation *self,
                                  GTask *task,
                                  LineupWriter *writer,
                                  LineupStoreOperationDoneFunc done,
                                  LineupStoreOperationTidiedFunc tidied);

G_END_DECLS
