%% The workloads of ../actors in Erlang: bench:main([Workload, Number, ...]) prints what they print.
-module(bench).
-export([main/1]).

main([Name | Numbers]) ->
    Arguments = [list_to_integer(Text) || Text <- Numbers],
    Started = erlang:monotonic_time(nanosecond),
    Messages = run(Name, Arguments),
    io:format("RES ~w ~w~n", [erlang:monotonic_time(nanosecond) - Started, Messages]),
    halt(0).

run("ping_pong", [Pairs, Rounds]) ->
    Main = self(),
    [spawn(fun() -> ping(spawn(fun answer/0), Rounds, Main) end) || _ <- lists:seq(1, Pairs)],
    wait(Pairs),
    2 * Pairs * Rounds;
run("count", [Messages]) ->
    Main = self(),
    Counter = spawn(fun() -> counter(0) end),
    spawn(fun() -> produce(Counter, Messages, Main) end),
    wait(1),
    Messages;
run("ring", [Size, Hops]) ->
    Main = self(),
    Nodes = [spawn(fun() -> receive {next, To} -> ring_node(To, Main) end end)
             || _ <- lists:seq(1, Size)],
    [First | Others] = Nodes,
    lists:foreach(fun({Node, Next}) -> Node ! {next, Next} end,
                  lists:zip(Nodes, Others ++ [First])),
    First ! {token, Hops},
    wait(1),
    Hops;
run("create", [Count]) ->
    Main = self(),
    Tally = spawn(fun() -> tally(Count, Main) end),
    create(Count, Tally),
    wait(1),
    Count;
run("idle", [Count]) ->
    [spawn(fun() -> receive touch -> ok end end) || _ <- lists:seq(1, Count)],
    Count;
run("fork_join", [Count, Messages, _]) ->
    Main = self(),
    Workers = [spawn(fun() -> sine_worker(Messages, 0.0, Main) end) || _ <- lists:seq(1, Count)],
    spread(Messages, Workers),
    wait(Count),
    Count * Messages;
run("big", [Count, Pings]) ->
    Main = self(),
    Talkers = [spawn(fun() -> receive {all, All} -> talk(All, Pings, Number * 7919 + 12345, Main) end
                     end) || Number <- lists:seq(1, Count)],
    All = list_to_tuple(Talkers),
    [Talker ! {all, All} || Talker <- Talkers],
    wait(Count),
    [exit(Talker, kill) || Talker <- Talkers],
    2 * Count * Pings;
run("chameneos", [Count, Meetings]) ->
    Main = self(),
    Mall = spawn(fun() -> mall(Meetings, none, Count, 0, 2 * Meetings, Main) end),
    [spawn(fun() -> enter(Mall, Number rem 3) end) || Number <- lists:seq(1, Count)],
    wait(1),
    4 * Meetings;
run("bank", [Count, Transfers, Window]) ->
    Main = self(),
    Accounts = list_to_tuple([spawn(fun() -> account(1.0e9) end) || _ <- lists:seq(1, Count)]),
    spawn(fun() -> teller(Accounts, Transfers, Window, Main) end),
    wait(1),
    4 * Transfers.

wait(0) -> ok;
wait(Count) -> receive done -> wait(Count - 1) end.

answer() -> receive {ping, From} -> From ! pong, answer() end.

ping(_, 0, Main) -> Main ! done;
ping(To, Left, Main) ->
    To ! {ping, self()},
    receive pong -> ping(To, Left - 1, Main) end.

counter(Count) ->
    receive
        {increment, By} -> counter(Count + By);
        {retrieve, From} -> From ! {total, Count}
    end.

produce(Counter, Messages, Main) ->
    produce(Counter, Messages),
    Counter ! {retrieve, self()},
    receive {total, Messages} -> Main ! done end.

produce(_, 0) -> ok;
produce(Counter, Left) -> Counter ! {increment, 1}, produce(Counter, Left - 1).

ring_node(Next, Main) ->
    receive
        {token, 0} -> Main ! done;
        {token, Left} -> Next ! {token, Left - 1}, ring_node(Next, Main)
    end.

create(0, _) -> ok;
create(Left, Tally) -> spawn(fun() -> receive go -> Tally ! one end end) ! go, create(Left - 1, Tally).

tally(0, Main) -> Main ! done;
tally(Left, Main) -> receive one -> tally(Left - 1, Main) end.

sine_worker(0, Sum, Main) when is_float(Sum) -> Main ! done;
sine_worker(Left, Sum, Main) ->
    receive {compute, Angle} -> sine_worker(Left - 1, Sum + math:sin(Angle), Main) end.

spread(0, _) -> ok;
spread(Left, Workers) ->
    lists:foreach(fun(Worker) -> Worker ! {compute, 37.2} end, Workers),
    spread(Left - 1, Workers).

random(State) -> (State * 1103515245 + 12345) band 2147483647.

talk(All, 0, _, Main) -> Main ! done, talk_on(All);
talk(All, Left, State, Main) ->
    Next = random(State),
    Expected = (Next bsr 8) rem tuple_size(All),
    element(Expected + 1, All) ! {ping, self(), Expected},
    talk_wait(Expected),
    talk(All, Left - 1, Next, Main).

talk_wait(Expected) ->
    receive
        {ping, From, Value} -> From ! {pong, Value}, talk_wait(Expected);
        {pong, Expected} -> ok
    end.

talk_on(All) -> receive {ping, From, Value} -> From ! {pong, Value}, talk_on(All) end.

enter(Mall, Colour) -> Mall ! {arrive, self(), Colour}, creature(Mall, Colour, 0).

creature(Mall, Colour, Met) ->
    receive
        {meet, Other, Theirs} ->
            Changed = case Colour of Theirs -> Colour; _ -> 3 - Colour - Theirs end,
            Other ! {change, Changed},
            Mall ! {arrive, self(), Changed},
            creature(Mall, Changed, Met + 1);
        {change, Changed} ->
            Mall ! {arrive, self(), Changed},
            creature(Mall, Changed, Met + 1);
        close -> Mall ! {count, Met}
    end.

mall(_, _, 0, Sum, Sum, Main) -> Main ! done;
mall(Left, Waiting, Open, Sum, Total, Main) ->
    receive
        {arrive, Creature, _} when Left =:= 0 ->
            Creature ! close,
            mall(Left, Waiting, Open, Sum, Total, Main);
        {arrive, Creature, _} when Waiting =:= none ->
            mall(Left, Creature, Open, Sum, Total, Main);
        {arrive, Creature, Colour} ->
            Waiting ! {meet, Creature, Colour},
            mall(Left - 1, none, Open, Sum, Total, Main);
        {count, Met} -> mall(Left, Waiting, Open - 1, Sum + Met, Total, Main)
    end.

account(Balance) ->
    receive
        {debit, Amount, Tag, From} -> From ! {Tag, ok}, account(Balance + Amount);
        {credit, Amount, To, Teller} ->
            Tag = make_ref(),
            To ! {debit, Amount, Tag, self()},
            receive {Tag, ok} -> Teller ! transferred end,
            account(Balance - Amount)
    end.

teller(Accounts, Transfers, Window, Main) ->
    AtOnce = case Window of 0 -> Transfers; _ -> Window end,
    State = order_many(Accounts, AtOnce, 123456),
    teller(Accounts, Transfers - AtOnce, Transfers, State, Main).

teller(_, 0, 0, _, Main) -> Main ! done;
teller(Accounts, 0, Open, State, Main) ->
    receive transferred -> teller(Accounts, 0, Open - 1, State, Main) end;
teller(Accounts, Left, Open, State, Main) ->
    receive transferred -> teller(Accounts, Left - 1, Open - 1, order(Accounts, State), Main) end.

order_many(_, 0, State) -> State;
order_many(Accounts, Left, State) -> order_many(Accounts, Left - 1, order(Accounts, State)).

order(Accounts, State) ->
    Size = tuple_size(Accounts),
    State1 = random(State),
    State2 = random(State1),
    From = (State1 bsr 8) rem (Size div 10 * 8),
    Distance = max(1, (State2 bsr 8) rem (Size - From)),
    element(From + 1, Accounts) ! {credit, 10.0, element(From + Distance + 1, Accounts), self()},
    State2.
