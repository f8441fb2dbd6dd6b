// The workloads of ../actors with goroutines and channels: bench WORKLOAD NUMBER... prints what
// they print.
package main

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

const depth = 128 // what a channel holds, as many as a turn handles

func pingPong(pairs, rounds int) int {
	var all sync.WaitGroup
	for i := 0; i < pairs; i++ {
		all.Add(1)
		to, back := make(chan int, depth), make(chan int, depth)
		go func() {
			for value := range to {
				back <- value
			}
		}()
		go func() {
			for left := rounds; left > 0; left-- {
				to <- left
				<-back
			}
			close(to)
			all.Done()
		}()
	}
	all.Wait()
	return 2 * pairs * rounds
}

func count(messages int) int {
	in, total := make(chan int, depth), make(chan int)
	go func() {
		sum := 0
		for by := range in {
			sum += by
		}
		total <- sum
	}()
	go func() {
		for i := 0; i < messages; i++ {
			in <- 1
		}
		close(in)
	}()
	if <-total != messages {
		panic("messages were lost")
	}
	return messages
}

func ring(size, hops int) int {
	done := make(chan bool)
	nodes := make([]chan int, size)
	for i := range nodes {
		nodes[i] = make(chan int, depth)
	}
	for i := range nodes {
		go func(in, next chan int) {
			for left := range in {
				if left == 0 {
					done <- true
				} else {
					next <- left - 1
				}
			}
		}(nodes[i], nodes[(i+1)%size])
	}
	nodes[0] <- hops
	<-done
	return hops
}

func create(count int) int {
	tally, done := make(chan bool, depth), make(chan bool)
	go func() {
		for i := 0; i < count; i++ {
			<-tally
		}
		done <- true
	}()
	for i := 0; i < count; i++ {
		in := make(chan bool, 1)
		go func() {
			<-in
			tally <- true
		}()
		in <- true
	}
	<-done
	return count
}

var kept []chan bool

func idle(count int) int {
	for i := 0; i < count; i++ {
		in := make(chan bool, 1)
		go func() { <-in }()
		kept = append(kept, in)
	}
	return count
}

func forkJoin(count, messages int) int {
	var all sync.WaitGroup
	workers := make([]chan float64, count)
	for i := range workers {
		in := make(chan float64, depth)
		workers[i] = in
		all.Add(1)
		go func() {
			sum := 0.0
			for left := messages; left > 0; left-- {
				sum += math.Sin(<-in)
			}
			if sum == 0 {
				panic("no sum")
			}
			all.Done()
		}()
	}
	for i := 0; i < messages; i++ {
		for _, worker := range workers {
			worker <- 37.2
		}
	}
	all.Wait()
	return count * messages
}

type talk struct {
	from  chan talk
	value int
	pong  bool
}

func random(state *int) int {
	*state = (*state*1103515245 + 12345) & 2147483647
	return *state >> 8
}

func big(count, pings int) int {
	var all sync.WaitGroup
	talkers := make([]chan talk, count)
	for i := range talkers {
		// Each talker has one ping open, so nobody blocks.
		talkers[i] = make(chan talk, 2*count)
	}
	for i := range talkers {
		all.Add(1)
		go func(own chan talk, state int) {
			left, expected := pings, 0
			send := func() {
				if left == 0 {
					all.Done()
					return
				}
				left--
				expected = random(&state) % count
				talkers[expected] <- talk{own, expected, false}
			}
			send()
			for message := range own {
				if !message.pong {
					message.from <- talk{nil, message.value, true}
				} else if message.value != expected {
					panic("an answer to another question")
				} else {
					send()
				}
			}
		}(talkers[i], (i+1)*7919+12345)
	}
	all.Wait()
	return 2 * count * pings
}

type meeting struct {
	other  chan meeting
	colour int
	kind   int // 0 meet, 1 change, 2 close
}

func chameneos(creatures, meetings int) int {
	mall := make(chan meeting, 2*creatures)
	counts := make(chan int, creatures)
	for i := 0; i < creatures; i++ {
		go func(colour int) {
			own, met := make(chan meeting, 4), 0
			for {
				mall <- meeting{own, colour, 0}
				message := <-own
				if message.kind == 2 {
					counts <- met
					return
				}
				met++
				if message.kind == 1 {
					colour = message.colour
					continue
				}
				if colour != message.colour {
					colour = 3 - colour - message.colour
				}
				message.other <- meeting{nil, colour, 1}
			}
		}(i % 3)
	}
	var waiting *meeting
	for left, open := meetings, creatures; open > 0; {
		arrived := <-mall
		if left == 0 {
			arrived.other <- meeting{nil, 0, 2}
			open--
			if waiting != nil {
				waiting.other <- meeting{nil, 0, 2}
				waiting = nil
				open--
			}
		} else if waiting == nil {
			first := arrived
			waiting = &first
		} else {
			left--
			waiting.other <- meeting{arrived.other, arrived.colour, 0}
			waiting = nil
		}
	}
	sum := 0
	for i := 0; i < creatures; i++ {
		sum += <-counts
	}
	if sum != 2*meetings {
		panic("meetings were lost")
	}
	return 4 * meetings
}

type order struct {
	amount float64
	to     chan order
	answer chan bool // of a debit; null for a credit
}

func bank(count, transfers, window int) int {
	if window == 0 {
		window = transfers
	}
	accounts := make([]chan order, count)
	transferred := make(chan bool, window)
	for i := range accounts {
		in := make(chan order, 1024) // transfers go upwards, so full ones drain
		accounts[i] = in
		go func() {
			balance, answer := 1e9, make(chan bool, 1)
			for message := range in {
				if message.answer != nil {
					balance += message.amount
					message.answer <- true
				} else {
					balance -= message.amount
					message.to <- order{message.amount, nil, answer}
					<-answer
					transferred <- true
				}
			}
		}()
	}
	state := 123456
	next := func() {
		from := random(&state) % (count / 10 * 8)
		distance := random(&state) % (count - from)
		if distance == 0 {
			distance = 1
		}
		accounts[from] <- order{10, accounts[from+distance], nil}
	}
	for i := 0; i < window; i++ {
		next()
	}
	for left, open := transfers-window, transfers; open > 0; open-- {
		<-transferred
		if left > 0 {
			left--
			next()
		}
	}
	return 4 * transfers
}

func main() {
	number := make([]int, 4)
	for i := range number {
		if i+2 < len(os.Args) {
			number[i], _ = strconv.Atoi(os.Args[i+2])
		}
	}
	started, messages := time.Now(), 0
	switch os.Args[1] {
	case "ping_pong":
		messages = pingPong(number[0], number[1])
	case "count":
		messages = count(number[0])
	case "ring":
		messages = ring(number[0], number[1])
	case "create":
		messages = create(number[0])
	case "idle":
		messages = idle(number[0])
	case "fork_join":
		messages = forkJoin(number[0], number[1])
	case "big":
		messages = big(number[0], number[1])
	case "chameneos":
		messages = chameneos(number[0], number[1])
	case "bank":
		messages = bank(number[0], number[1], number[2])
	}
	fmt.Println("RES", time.Since(started).Nanoseconds(), messages)
	runtime.KeepAlive(kept)
}
