// SPDX-License-Identifier: EUPL-1.2

// Judge looks at logs and witnesses with the code of the Go project: golang.org/x/mod/sumdb/note and
// tlog. Nothing of it comes from the program that it judges.
//
//	judge log URL LOGKEY WITNESSKEY...   checks a log: signatures, every entry, growth since any size
//	judge drive                          plays a log that asks a witness, honest at first
//	judge witness LOGKEY                 plays a witness
package main

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	switch {
	case len(os.Args) > 3 && os.Args[1] == "log":
		judgeLog(os.Args[2], os.Args[3], os.Args[4:])
	case len(os.Args) == 2 && os.Args[1] == "drive":
		drive()
	case len(os.Args) == 3 && os.Args[1] == "witness":
		witness(os.Args[2])
	default:
		fail("judge log|drive|witness")
	}
}

func fail(format string, values ...any) {
	fmt.Printf("FAILED: "+format+"\n", values...)
	os.Exit(1)
}

func must[T any](value T, err error) T {
	if err != nil {
		fail("%v", err)
	}
	return value
}

// cosigner is a key of Ed25519 cosignatures, type 4, which package note does not know.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.hash }

func (c *cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	return ed25519.Verify(c.key, cosigned(binary.BigEndian.Uint64(sig), msg), sig[8:])
}

func cosigned(at uint64, msg []byte) []byte {
	return append([]byte(fmt.Sprintf("cosignature/v1\ntime %d\n", at)), msg...)
}

func keyHash(name string, key []byte) uint32 {
	sum := sha256.Sum256(append([]byte(name+"\n"), key...))
	return binary.BigEndian.Uint32(sum[:4])
}

func readCosigner(vkey string) *cosigner {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		fail("no key of a witness: %s", vkey)
	}
	key := must(base64.StdEncoding.DecodeString(parts[2]))
	hash := must(strconv.ParseUint(parts[1], 16, 32))
	if len(key) != 33 || key[0] != 4 || uint32(hash) != keyHash(parts[0], key) {
		fail("no key of a witness: %s", vkey)
	}
	return &cosigner{parts[0], uint32(hash), key[1:]}
}

// head is what a signed note says of a tree.
type head struct {
	origin string
	tree   tlog.Tree
	note   *note.Note
}

func openHead(signed []byte, known note.Verifiers) (head, error) {
	opened, err := note.Open(signed, known)
	if err != nil {
		return head{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 {
		return head{}, fmt.Errorf("no checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return head{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return head{lines[0], tlog.Tree{N: size, Hash: root}, opened}, err
}

func get(url string) []byte {
	answer := must(http.Get(url))
	defer answer.Body.Close()
	body := must(io.ReadAll(answer.Body))
	if answer.StatusCode != 200 {
		fail("%s: %s", url, answer.Status)
	}
	return body
}

// tiles are read over the web; package tlog compares each with the root before it uses it.
type tiles struct{ base string }

func (t tiles) Height() int                     { return 8 }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var read [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		read = append(read, get(t.base+"/"+path))
	}
	return read, nil
}

func judgeLog(base, logKey string, witnessKeys []string) {
	known := []note.Verifier{must(note.NewVerifier(logKey))}
	for _, key := range witnessKeys {
		known = append(known, readCosigner(key))
	}
	signed := get(base + "/checkpoint")
	at := must(openHead(signed, note.VerifierList(known...)))
	if got := len(at.note.Sigs); got != len(known) {
		fail("%d of %d signatures", got, len(known))
	}
	reader := tlog.TileHashReader(at.tree, tiles{base})
	if got := must(tlog.TreeHash(at.tree.N, reader)); got != at.tree.Hash {
		fail("the tiles make another root")
	}
	for n := int64(0); n < at.tree.N; {
		width := at.tree.N - n
		if width > 256 {
			width = 256
		}
		path := tlog.Tile{H: 8, L: 0, N: n / 256, W: int(width)}.Path()
		bundle := get(base + "/" + strings.Replace(path, "tile/8/0/", "tile/entries/", 1))
		for i := int64(0); i < width; i++ {
			length := int(binary.BigEndian.Uint16(bundle))
			leaf := tlog.RecordHash(bundle[2 : 2+length])
			bundle = bundle[2+length:]
			proof := must(tlog.ProveRecord(at.tree.N, n+i, reader))
			if err := tlog.CheckRecord(proof, at.tree.N, at.tree.Hash, n+i, leaf); err != nil {
				fail("entry %d: %v", n+i, err)
			}
		}
		n += width
	}
	for older := int64(1); older <= at.tree.N; older += 1 + older/7 {
		root := must(tlog.TreeHash(older, reader))
		proof := must(tlog.ProveTree(at.tree.N, older, reader))
		if err := tlog.CheckTree(proof, at.tree.N, at.tree.Hash, older, root); err != nil {
			fail("growth since %d: %v", older, err)
		}
	}
	fmt.Printf("ok %d\n", at.tree.N)
}

// grown is a tree in memory.
type grown struct{ hashes []tlog.Hash }

func (g *grown) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var read []tlog.Hash
	for _, index := range indexes {
		read = append(read, g.hashes[index])
	}
	return read, nil
}

func grow(size int64, forkAt int64) *grown {
	g := &grown{}
	for n := int64(0); n < size; n++ {
		leaf := fmt.Sprintf("entry %d %v", n, n >= forkAt)
		g.hashes = append(g.hashes, must(tlog.StoredHashes(n, []byte(leaf), g))...)
	}
	return g
}

// drive prints the key of a log, reads address and key of a witness that was told of it, and asks.
func drive() {
	const name = "go.example/log"
	secret, public, err := note.GenerateKey(rand.Reader, name)
	if err != nil {
		fail("%v", err)
	}
	fmt.Println(public)
	var base, witnessKey string
	must(fmt.Fscanln(bufio.NewReader(os.Stdin), &base, &witnessKey))
	by := readCosigner(witnessKey)
	signer := must(note.NewSigner(secret))
	known := note.VerifierList(must(note.NewVerifier(public)), by)
	honest, fork := grow(40, 100), grow(40, 7)

	sign := func(g *grown, origin string, size int64, with note.Signer) []byte {
		root := must(tlog.TreeHash(size, g))
		text := fmt.Sprintf("%s\n%d\n%s\n", origin, size, root)
		return must(note.Sign(&note.Note{Text: text}, with))
	}
	post := func(old int64, proof tlog.TreeProof, signed []byte) (int, string, http.Header) {
		var body bytes.Buffer
		fmt.Fprintf(&body, "old %d\n", old)
		for _, hash := range proof {
			fmt.Fprintf(&body, "%s\n", hash)
		}
		fmt.Fprintf(&body, "\n%s", signed)
		answer := must(http.Post(base+"/add-checkpoint", "text/plain", &body))
		defer answer.Body.Close()
		return answer.StatusCode, string(must(io.ReadAll(answer.Body))), answer.Header
	}
	prove := func(g *grown, size, old int64) tlog.TreeProof {
		if old == 0 {
			return nil
		}
		return must(tlog.ProveTree(size, old, g))
	}
	ask := func(what string, want int, old int64, proof tlog.TreeProof, signed []byte) string {
		status, body, header := post(old, proof, signed)
		if status != want {
			fail("%s: %d and not %d: %s", what, status, want, body)
		}
		if kind := header.Get("Content-Type"); status == 409 && kind != "text/x.tlog.size" {
			fail("%s: the size comes as %s", what, kind)
		}
		if status == 200 {
			opened := must(openHead(append(signed, body...), known))
			if len(opened.note.Sigs) != 2 {
				fail("%s: no cosignature in %q", what, body)
			}
			at := binary.BigEndian.Uint64(must(base64.StdEncoding.DecodeString(opened.note.Sigs[1].Base64))[4:])
			if age := time.Since(time.Unix(int64(at), 0)); age < -time.Minute || age > time.Minute {
				fail("%s: cosigned %v ago", what, age)
			}
		}
		return body
	}
	expectSize := func(what, body, size string) {
		if body != size+"\n" {
			fail("%s: %q and not %s", what, body, size)
		}
	}
	at := func(size int64) []byte { return sign(honest, name, size, signer) }
	expectSize("never seen", ask("never seen", 409, 3, prove(honest, 5, 3), at(5)), "0")
	ask("the first", 200, 0, nil, at(5))
	ask("the same", 200, 5, nil, at(5))
	ask("it grew", 200, 5, prove(honest, 9, 5), at(9))
	expectSize("too old", ask("too old", 409, 5, prove(honest, 12, 5), at(12)), "9")
	expectSize("a rollback", ask("a rollback", 409, 5, nil, at(5)), "9")
	expectSize("as if new", ask("as if new", 409, 0, nil, at(12)), "9")
	ask("old above new", 400, 9, nil, at(5))
	ask("a fork", 422, 9, prove(fork, 12, 9), sign(fork, name, 12, signer))
	ask("a fork of the same size", 422, 9, nil, sign(fork, name, 9, signer))
	ask("a wrong proof", 422, 9, prove(honest, 12, 8), at(12))
	ask("a proof too many", 422, 9, prove(honest, 12, 9), at(9))
	ask("another log", 404, 0, nil, sign(honest, "other.example/log", 5, signer))
	stranger, _, _ := note.GenerateKey(rand.Reader, name)
	ask("a stranger's key", 403, 9, prove(honest, 12, 9), sign(honest, name, 12, must(note.NewSigner(stranger))))
	ask("no checkpoint", 400, 9, nil, []byte(name+"\n"))
	ask("after all that", 200, 9, prove(honest, 40, 9), at(40))

	// Two histories at once, from the same size: at most one of them.
	var wait sync.WaitGroup
	var lock sync.Mutex
	signed := map[string]bool{}
	long, other := grow(60, 100), grow(60, 45)
	for i := 0; i < 40; i++ {
		wait.Add(1)
		go func(i int) {
			defer wait.Done()
			g, which := long, "one"
			if i%2 == 1 {
				g, which = other, "other"
			}
			status, _, _ := post(40, prove(g, 50, 40), sign(g, name, 50, signer))
			if status == 200 {
				lock.Lock()
				signed[which] = true
				lock.Unlock()
			}
		}(i)
	}
	wait.Wait()
	if len(signed) != 1 {
		fail("of two histories it cosigned %v", signed)
	}
	hash := sha256.Sum256([]byte(name))
	kept := must(openHead(get(fmt.Sprintf("%s/%x/checkpoint", base, hash)), known))
	if len(kept.note.Sigs) != 2 || kept.tree.N != 50 {
		fail("it serves another checkpoint: %d", kept.tree.N)
	}
	fmt.Println("ok")
}

// witness is a small one in memory. It prints its key and where it listens.
func witness(logKey string) {
	const name = "go.example/witness"
	known := must(note.NewVerifier(logKey))
	public, secret, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		fail("%v", err)
	}
	key := append([]byte{4}, public...)
	hash := keyHash(name, key)
	listener := must(net.Listen("tcp", "127.0.0.1:0"))
	said := map[string]string{
		"key":     fmt.Sprintf("%s+%08x+%s", name, hash, base64.StdEncoding.EncodeToString(key)),
		"address": "http://" + listener.Addr().String(),
	}
	fmt.Println(string(must(json.Marshal(said))))

	var lock sync.Mutex
	var last tlog.Tree
	add := func(body []byte) (int, string) {
		top, signed, found := bytes.Cut(body, []byte("\n\n"))
		lines := strings.Split(string(top), "\n")
		old, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "old "), 10, 64)
		if !found || err != nil {
			return 400, "no question\n"
		}
		var proof tlog.TreeProof
		for _, line := range lines[1:] {
			hash, err := tlog.ParseHash(line)
			if err != nil {
				return 400, "no hash\n"
			}
			proof = append(proof, hash)
		}
		at, err := openHead(signed, note.VerifierList(known))
		if err != nil {
			return 403, "not signed\n"
		}
		lock.Lock()
		defer lock.Unlock()
		if old != last.N {
			return 409, fmt.Sprintf("%d\n", last.N)
		}
		if old > 0 {
			if err := tlog.CheckTree(proof, at.tree.N, at.tree.Hash, old, last.Hash); err != nil {
				return 422, "no growth\n"
			}
		}
		last = at.tree
		now := uint64(time.Now().Unix())
		line := binary.BigEndian.AppendUint32(nil, hash)
		line = binary.BigEndian.AppendUint64(line, now)
		line = append(line, ed25519.Sign(secret, cosigned(now, []byte(at.note.Text)))...)
		return 200, fmt.Sprintf("— %s %s\n", name, base64.StdEncoding.EncodeToString(line))
	}
	http.HandleFunc("/add-checkpoint", func(w http.ResponseWriter, r *http.Request) {
		status, said := add(must(io.ReadAll(r.Body)))
		if status == 409 {
			w.Header().Set("Content-Type", "text/x.tlog.size")
		}
		w.WriteHeader(status)
		io.WriteString(w, said)
	})
	fail("%v", http.Serve(listener, nil))
}
