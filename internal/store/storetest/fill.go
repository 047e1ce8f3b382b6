package storetest

import (
	"fmt"
	"reflect"
	"time"

	"nhacviec/internal/calendar"
)

// filled returns a T with every field set, each to another value, so that a
// field that is added and not stored fails a test.
func filled[T any]() T {
	var v T
	n := 0
	fill(reflect.ValueOf(&v).Elem(), &n)
	return v
}

func fill(v reflect.Value, n *int) {
	*n++
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(morning.Add(time.Duration(*n) * 1001 * time.Millisecond)))
		return
	case calendar.Date:
		v.Set(reflect.ValueOf(calendar.Date{Year: 2022, Month: 3, Day: 1}.AddDays(*n)))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("Đề án %d", *n))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		fillSlice(v, n)
	case reflect.Struct:
		for _, field := range v.Fields() {
			fill(field, n)
		}
	default:
		panic("storetest: cannot fill a " + v.Kind().String())
	}
}

func fillSlice(v reflect.Value, n *int) {
	v.Set(reflect.MakeSlice(v.Type(), 2, 2))
	for i := range v.Len() {
		fill(v.Index(i), n)
	}
}
