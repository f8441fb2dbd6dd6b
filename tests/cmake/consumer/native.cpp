#include <chat/room.jan.hpp>

#include <iostream>

int main(int argc, char** argv)
{
    janus::ActorSystem system{janus::Options::from_command_line(argc, argv)};
    auto const room = system.spawn<chat::room::Room>("lobby");
    bool const said = room.tell(chat::room::RoomMsg::Say{"hello"});
    auto const count = room.ask_blocking(chat::room::RoomMsg::count{}, janus::seconds(60));
    system.stop();
    if (!said || !count.is_ok()) {
        return 1;
    }
    std::cout << "said " << count.unwrap() << ", seats " << chat::room::seats() << '\n';
    return 0;
}
