//go:build !race

package pdf

// raceDetector tells that the program is slowed down and takes more memory.
const raceDetector = false
