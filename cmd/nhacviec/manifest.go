package main

import "nhacviec/config"

type manifestCmd struct {
	URL string `help:"Where Slack reaches the bot over HTTP; without it the app uses Socket Mode." placeholder:"https://HOST"`
}

// Run prints the manifest.
func (c *manifestCmd) Run(s *streams) error {
	m, err := config.Manifest(c.URL)
	if err != nil {
		return err
	}
	_, err = s.out.Write(m)
	return err
}
