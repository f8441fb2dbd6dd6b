#pragma once
// StoreFile: an SQLite file that has been checked to be a store of ours and to be in a state we can
// use. Opening throws StoreError and then has changed nothing. One thread uses it at a time.

#include <cstdint>
#include <string>

#include "store/process_lock.hpp"
#include "store/sqlite_connection.hpp"

namespace janus::detail {

class StoreFile {
public:
    explicit StoreFile(std::string const& path);

    SqliteConnection& connection() { return connection_; }
    // This process's number in the store.
    std::int64_t own_number() const { return own_number_; }
    bool is_alive(std::int64_t number) const { return lock_.is_held(number); }
    // The operating system's id of a process that used the store.
    std::int64_t process_id(std::int64_t number);

private:
    void prepare(std::string const& path);
    void create_tables();
    void take_number();

    SqliteConnection connection_;
    ProcessLock lock_;
    std::int64_t own_number_ = 0;
};

} // namespace janus::detail
