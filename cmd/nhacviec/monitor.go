package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"nhacviec/bot"
	"nhacviec/internal/app"
	"nhacviec/internal/schedule"
	"nhacviec/internal/work"
)

// monitor measures a program for its operator. No label holds anything of a
// person's. The methods that a program calls do nothing on a nil monitor.
type monitor struct {
	registry *prometheus.Registry
	program  atomic.Pointer[program] // nil until it leads on its file
	leads    atomic.Bool
	log      *slog.Logger

	calls    *prometheus.HistogramVec // by method and outcome
	waits    prometheus.Counter
	requests *prometheus.HistogramVec // by kind
	looks    *prometheus.HistogramVec // by look and outcome
	writes   *prometheus.HistogramVec // by outcome
}

func newMonitor(log *slog.Logger) *monitor {
	seconds := func(name, help string, labels ...string) *prometheus.HistogramVec {
		return prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: "nhacviec", Name: name, Help: help,
			Buckets: []float64{.001, .003, .01, .03, .1, .3, 1, 3, 10, 30},
		}, labels)
	}
	m := &monitor{
		registry: prometheus.NewRegistry(), log: log,
		calls:    seconds("slack_call_seconds", "Calls to Slack's Web API; outcome is ok, refused, rate_limited or failed.", "method", "outcome"),
		requests: seconds("request_seconds", "Requests of Slack's, from their arrival to their answer.", "kind"),
		looks:    seconds("planner_look_seconds", "Looks at what is owed.", "look", "outcome"),
		writes:   seconds("database_write_seconds", "Changes to the database, from asking to durable.", "outcome"),
		waits: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: "nhacviec", Name: "slack_retry_after_seconds_total", Help: "How long Slack told the bot to wait, summed up.",
		}),
	}
	m.registry.MustRegister(m.calls, m.requests, m.looks, m.writes, m.waits, &owedCollector{m},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// onBot has a bot tell the monitor of its calls and its requests.
func (m *monitor) onBot(c *bot.Config) {
	if m == nil {
		return
	}
	c.Around = func(next http.RoundTripper) http.RoundTripper { return &callMeter{next, m} }
	c.Received = func(kind string, took time.Duration) { m.requests.WithLabelValues(kind).Observe(took.Seconds()) }
}

// onLooks measures the planner's jobs.
func (m *monitor) onLooks(jobs []schedule.Job) []schedule.Job {
	if m == nil {
		return jobs
	}
	for i, j := range jobs {
		look := "hour"
		if strings.HasPrefix(j.Name, "plan/") {
			look = j.Name[strings.LastIndexByte(j.Name, '/')+1:]
		}
		jobs[i].Run = func(ctx context.Context, since, at time.Time) error {
			began := time.Now()
			err := j.Run(ctx, since, at)
			m.looks.WithLabelValues(look, outcomeOf(err)).Observe(time.Since(began).Seconds())
			return err
		}
	}
	return jobs
}

// leading notes while run runs that this copy plans.
func (m *monitor) leading(run func(context.Context) error) func(context.Context) error {
	if m == nil {
		return run
	}
	return func(ctx context.Context) error {
		m.leads.Store(true)
		defer m.leads.Store(false)
		return run(ctx)
	}
}

// onStore measures the writes of the use cases.
func (m *monitor) onStore(s app.Store) app.Store { return &writeMeter{s, m} }

type writeMeter struct {
	app.Store
	m *monitor
}

// Write implements app.Store.
func (w *writeMeter) Write(ctx context.Context, fn func(app.Writer) error) error {
	began := time.Now()
	err := w.Store.Write(ctx, fn)
	w.m.writes.WithLabelValues(outcomeOf(err)).Observe(time.Since(began).Seconds())
	return err
}

func outcomeOf(err error) string {
	switch _, refused := errors.AsType[*work.Error](err); {
	case refused: // a rule said no; nothing is wrong
		return "refused"
	case err != nil:
		return "failed"
	}
	return "ok"
}

// owedCollector reads what is owed from the database whenever it is asked.
type owedCollector struct{ m *monitor }

var (
	deliveriesDesc = prometheus.NewDesc("nhacviec_deliveries", "Deliveries in the database.", []string{"kind", "state"}, nil)
	lagDesc        = prometheus.NewDesc("nhacviec_delivery_lag_seconds", "For how long the oldest delivery that is not sent yet has been owed.", nil, nil)
	leaderDesc     = prometheus.NewDesc("nhacviec_leader", "1 where this copy works out what is owed.", nil, nil)
	connectedDesc  = prometheus.NewDesc("nhacviec_slack_connected", "1 where Slack can reach this copy.", nil, nil)
)

// Describe implements prometheus.Collector.
func (c *owedCollector) Describe(out chan<- *prometheus.Desc) {
	out <- deliveriesDesc
	out <- lagDesc
	out <- leaderDesc
	out <- connectedDesc
}

// collectWithin bounds what a scrape may ask of the database.
const collectWithin = 5 * time.Second

// Collect implements prometheus.Collector.
func (c *owedCollector) Collect(out chan<- prometheus.Metric) {
	p := c.m.program.Load()
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	gauge(leaderDesc, oneIf(c.m.leads.Load()))
	gauge(connectedDesc, oneIf(p != nil && p.bot.Connected()))
	if p == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), collectWithin)
	defer cancel()
	counts, oldest, err := p.db.DeliveryCounts(ctx)
	if err != nil {
		out <- prometheus.NewInvalidMetric(deliveriesDesc, err)
		return
	}
	for _, n := range counts {
		gauge(deliveriesDesc, float64(n.Count), string(n.Kind), string(n.State))
	}
	lag := time.Duration(0)
	if !oldest.IsZero() {
		lag = max(0, p.now().Sub(oldest))
	}
	gauge(lagDesc, lag.Seconds())
}

func oneIf(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
