// L1: the engine with mailboxes that any thread could send to, on one thread.
#define REFERENCE_SHARED 1
#include "workloads.hpp"
