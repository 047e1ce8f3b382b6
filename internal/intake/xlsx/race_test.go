//go:build race

package xlsx

const underRace = true
