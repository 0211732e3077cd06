// Judges notes and proofs with Go's own module for them: {"kind": …} objects come in, one verdict for each goes out.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A question is a note with the key it is to be signed by, or a proof with the trees it is about.
type question struct {
	Kind  string      `json:"kind"`
	Key   string      `json:"key"`
	Note  string      `json:"note"`
	Text  string      `json:"text"`
	Index int64       `json:"index"`
	Old   int64       `json:"old"`
	Size  int64       `json:"size"`
	Leaf  tlog.Hash   `json:"leaf"`
	Was   tlog.Hash   `json:"was"`
	Root  tlog.Hash   `json:"root"`
	Proof []tlog.Hash `json:"proof"`
}

func judge(q question) error {
	switch q.Kind {
	case "note":
		verifier, err := note.NewVerifier(q.Key)
		if err != nil {
			return err
		}
		opened, err := note.Open([]byte(q.Note), note.VerifierList(verifier))
		if err == nil && opened.Text != q.Text {
			return fmt.Errorf("another text")
		}
		return err
	case "signer":
		signer, err := note.NewSigner(q.Key)
		if err != nil {
			return err
		}
		signed, err := note.Sign(&note.Note{Text: q.Text}, signer)
		if err == nil && string(signed) != q.Note {
			return fmt.Errorf("another note")
		}
		return err
	case "inclusion":
		return tlog.CheckRecord(tlog.RecordProof(q.Proof), q.Size, q.Root, q.Index, q.Leaf)
	case "consistency":
		return tlog.CheckTree(tlog.TreeProof(q.Proof), q.Size, q.Root, q.Old, q.Was)
	}
	return fmt.Errorf("unknown kind")
}

func main() {
	var questions []question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	verdicts := []string{}
	for _, q := range questions {
		if err := judge(q); err != nil {
			verdicts = append(verdicts, err.Error())
		} else {
			verdicts = append(verdicts, "")
		}
	}
	json.NewEncoder(os.Stdout).Encode(verdicts)
}
