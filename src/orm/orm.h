#pragma once

/* The mapper: a class is a table, a property is a column, an object is a row. */

#include "orm/orm-bulk.h"
#include "orm/orm-change-set.h"
#include "orm/orm-column.h"
#include "orm/orm-engine.h"
#include "orm/orm-history.h"
#include "orm/orm-list.h"
#include "orm/orm-migration.h"
#include "orm/orm-query.h"
#include "orm/orm-record.h"
#include "orm/orm-schema.h"
#include "orm/orm-session.h"
#include "orm/orm-sqlite-engine.h"
#include "orm/orm-step.h"
#include "orm/orm-summary.h"
#include "orm/orm-value.h"
