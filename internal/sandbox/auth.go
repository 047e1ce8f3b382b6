package sandbox

import (
	"context"
	"net/http"
	"slices"
	"strings"
)

// requestToken reads the token from the Authorization header, else from the arguments.
func requestToken(r *http.Request, a args) string {
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return strings.TrimSpace(token)
	}
	return a.str("token")
}

// checkToken refuses a token that is missing, wrong, of the wrong kind or revoked.
func (s *Server) checkToken(token string, wantApp bool) error {
	switch {
	case token == "":
		return fail("not_authed")
	case token == botToken && wantApp, token == appToken && !wantApp:
		return fail("not_allowed_token_type")
	case token == appToken:
		return nil
	case token != botToken:
		return fail("invalid_auth")
	case s.store.isRevoked():
		return fail("token_revoked")
	}
	return nil
}

// needScope refuses unless the app has one of the scopes.
func (s *store) needScope(oneOf ...string) error {
	app := s.installed()
	if len(oneOf) == 0 || slices.ContainsFunc(oneOf, func(scope string) bool { return slices.Contains(app.Scopes, scope) }) {
		return nil
	}
	return missingScope(strings.Join(oneOf, ","), strings.Join(app.Scopes, ","))
}

// installed is a copy of what is known of the app.
func (s *store) installed() App {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.app
}

func (s *store) isRevoked() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.revoked
}

func (s *Server) apiTest(_ context.Context, a args) (object, error) {
	if code := a.str("error"); code != "" {
		return nil, fail(code)
	}
	return object{"args": a}, nil
}

func (s *Server) authTest(context.Context, args) (object, error) {
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	return object{
		"url": s.URL() + "/", "team": st.team.Name, "team_id": st.team.ID,
		"user": st.app.Name, "user_id": st.app.UserID, "bot_id": st.app.BotID, "is_enterprise_install": false,
	}, nil
}

func (s *Server) teamInfo(context.Context, args) (object, error) {
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	return object{"team": object{"id": st.team.ID, "name": st.team.Name, "domain": st.team.Domain, "email_domain": "", "icon": object{}}}, nil
}

func (s *Server) botsInfo(_ context.Context, a args) (object, error) {
	app := s.store.installed()
	if id := a.str("bot"); id != "" && id != app.BotID {
		return nil, fail("bot_not_found")
	}
	return object{"bot": object{"id": app.BotID, "deleted": false, "name": app.Name, "updated": 0, "app_id": app.ID, "user_id": app.UserID, "icons": object{}}}, nil
}
